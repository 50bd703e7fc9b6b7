import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Output } from "#core/api/operations.ts";
import { type EditView } from "#core/api/views.ts";
import { editId, imageId } from "#core/ids.ts";
import { catalogue } from "#core/models/catalogue.ts";
import { promptList } from "#core/models/prompt-list.ts";
import { readConfig } from "#local/config.ts";
import { loadSecrets } from "#local/credentials.ts";
import { apiAt, type Call, Refused } from "./api.ts";
import { runBatch } from "./batch.ts";
import { costLines } from "./cost.ts";
import { saveDownload } from "./download.ts";
import { deadLetters } from "./dead-letters.ts";
import { runEdit } from "./edit.ts";
import { checkFixtures, fixtureLines, isPassed } from "./fixtures.ts";
import { modelLines } from "./model-list.ts";
import { fetchOutputs, type Outputs, readOutputs } from "./outputs.ts";
import { print } from "./print.ts";
import { promptLines } from "./prompts.ts";
import { signInWith } from "./session.ts";
import { uploadPhoto } from "./upload.ts";
import { type Command, readCommand, usage, UsageError } from "./usage.ts";

const projectDir = resolve(fileURLToPath(import.meta.url), "../../..");
process.exitCode = await main(process.argv.slice(2));

/** The headless client: walks the same public API as the app. Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const json = args.includes("--json");
  if (args.some((arg) => arg === "--help" || arg === "-h")) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  try {
    const command = readCommand(args);
    if (command.command === "queue") return await showDeadLetters(command);
    if (command.command === "prompts") return show(command.json, promptLines, promptList);
    if (command.command === "cost") return await showCost(command);
    if (command.command === "models") return await showModels(command);
    const outputs = await findOutputs(command);
    const call = apiAt(outputs.data.url, await signInWith(outputs, process.env));
    return await run(call, command);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${usage}\n`);
      return 2;
    }
    if (error instanceof Refused) {
      print(json, { ok: false, problem: error.problem });
      return 1;
    }
    throw error;
  }
}

async function showDeadLetters(command: Extract<Command, { command: "queue" }>): Promise<number> {
  const { port, dataDir } = readConfig(process.env, projectDir);
  await findOutputs(command);
  // The services listen two ports above the app, local/config.ts.
  const here = { awsUrl: `http://127.0.0.1:${port + 2}`, ...loadSecrets(dataDir) };
  const messages = await deadLetters(here, command.resend);
  print(command.json, { ok: true, resent: command.resend ? messages.length : 0, messages });
  return 0;
}

/** Prints what this program knows by itself, with no cloud to ask. */
function show(json: boolean, lines: () => readonly string[], value: () => readonly object[]): number {
  process.stdout.write(json ? `${JSON.stringify(value(), null, 2)}\n` : `${lines().join("\n")}\n`);
  return 0;
}

async function showModels({ fixtures, json }: Extract<Command, { command: "models" }>): Promise<number> {
  if (fixtures === undefined) return show(json, modelLines, () => Object.values(catalogue));
  const results = await checkFixtures(fixtures);
  const failed = results.filter((result) => !isPassed(result));
  show(
    json,
    () => [...fixtureLines(results), "", `${results.length} cases, ${failed.length} not as expected`],
    () => results,
  );
  return failed.length === 0 ? 0 : 1;
}

async function showCost({ out, json }: Extract<Command, { command: "cost" }>): Promise<number> {
  const page = `${costLines().join("\n")}\n`;
  if (out === undefined) process.stdout.write(page);
  else {
    await writeFile(out, page);
    print(json, { ok: true, out });
  }
  return 0;
}

/** The commands that walk the API. */
type Walking = Exclude<Command, { command: "queue" | "prompts" | "models" | "cost" }>;

async function run(call: Call, command: Walking): Promise<number> {
  switch (command.command) {
    case "upload":
      return uploadAll(call, command.photos, command.json);
    case "edit":
      print(command.json, { ok: true, ...(await runEdit(call, command)) });
      return 0;
    case "batch":
      return batch(call, command);
    case "history":
      print(command.json, { ok: true, edits: await newest(call, command.limit) });
      return 0;
    case "download": {
      const bytes = await saveDownload(call, command.id, command.out);
      print(command.json, { ok: true, id: command.id, out: command.out, sizeBytes: bytes.length });
      return 0;
    }
    case "delete":
      print(command.json, { ok: true, id: command.id, deleted: await remove(call, command.id) });
      return 0;
  }
}

/** Says what happens as it happens, or, as JSON, all of it at the end. */
async function batch(call: Call, command: Extract<Command, { command: "batch" }>): Promise<number> {
  const report = await runBatch(call, command, (line) => {
    if (!command.json) process.stdout.write(`${line}\n`);
  });
  if (command.json) print(true, report);
  return report.ok ? 0 : 1;
}

/** Each photo has its own outcome; one that is refused stops no other. */
async function uploadAll(call: Call, photos: readonly string[], json: boolean): Promise<number> {
  const results = [];
  for (const photo of photos)
    results.push(
      await uploadPhoto(call, photo).then(
        (image) => ({ photo, ok: true as const, image }),
        (error: unknown) => {
          if (!(error instanceof Refused)) throw error;
          return { photo, ok: false as const, problem: error.problem };
        },
      ),
    );
  print(json, { ok: results.every(({ ok }) => ok), photos: results });
  return results.every(({ ok }) => ok) ? 0 : 1;
}

async function newest(call: Call, limit: number): Promise<readonly EditView[]> {
  const edits: EditView[] = [];
  let nextToken: string | null | undefined;
  do {
    const page: Output<"getEditHistory"> = await call("getEditHistory", {
      limit: Math.min(50, limit - edits.length),
      nextToken: nextToken ?? null,
    });
    edits.push(...page.items);
    nextToken = page.nextToken;
  } while (nextToken && edits.length < limit);
  return edits;
}

async function remove(call: Call, id: string): Promise<number> {
  if (!editId.safeParse(id).success) throw new UsageError(`“${id}” is not an id`);
  try {
    return (await call("deleteEdit", { editId: editId.parse(id) })).deleted;
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.kind !== "not-found") throw error;
    return (await call("deleteImage", { imageId: imageId.parse(id) })).deleted;
  }
}

async function findOutputs({ outputs }: Command): Promise<Outputs> {
  if (outputs !== undefined) return readOutputs(outputs);
  const origin = `http://127.0.0.1:${readConfig(process.env, projectDir).port}`;
  const found = await fetchOutputs(origin);
  if (found === undefined)
    throw new UsageError(
      `nothing answers at ${origin}: start it with “npm start” (PORT chooses another port)`,
    );
  return found;
}
