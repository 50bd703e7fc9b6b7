import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { editSteps } from "#core/edit/edit.ts";
import { newRequest, anAgent } from "#test/chaos/agent.ts";
import { seededRandom } from "#engine/random.ts";
import { readOutputsDocument } from "#local/cli/outputs.ts";
import { signInWith } from "#local/cli/session.ts";
import { openCloud } from "#test/chaos/cloud.ts";
import { type WireRule, wireTrials } from "#test/chaos/wire-faults.ts";
import { brokenAmong } from "#test/functions/crash/wholeness.ts";
import { subjectOf } from "#test/load/people.ts";

/**
 * `npm run chaos [-- SEED --limit SECONDS]`: breaks the embedded cloud in every way it can be told to, while an agent
 * uploads, edits, accepts, cancels and deletes; then holds both stores against each other. Exit 1 when anything is lost,
 * doubled or half done, or when it is not through within its time.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { limit: { type: "string", default: "900" } },
});
const seed = Number(positionals[0] ?? 7);
const limitMs = Number(values.limit) * 1000;
const random = seededRandom(seed);
const dataDir = mkdtempSync(join(tmpdir(), "reimagine-chaos-"));
const startedMs = Date.now();

/** What a model does wrong is the stand-in's to play; each plays once and is used up. */
const modelFaults = [
  { model: "erase", times: 1, fault: { kind: "filtered", reason: "output image" } },
  { model: "erase", times: 1, fault: { kind: "missing-image" } },
  { model: "erase", times: 1, fault: { kind: "model-error" } },
];
const cloud = await openCloud(dataDir, { REIMAGINE_BEDROCK_FAULTS: JSON.stringify(modelFaults) });
const token = await signInWith(readOutputsDocument(cloud.outputs()), {});
const me = subjectOf(await token());
const agent = anAgent(cloud.url, token);
const photo = await sharp({ create: { width: 96, height: 72, channels: 3, background: "#8898a8" } })
  .jpeg()
  .toBuffer();
const marked = await (async () => {
  const spot = await sharp({ create: { width: 20, height: 20, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
  const mask = await sharp({ create: { width: 96, height: 72, channels: 3, background: "#000" } })
    .composite([{ input: spot, left: 30, top: 30 }])
    .png()
    .toBuffer();
  return { editType: "item-removal", params: { maskData: mask.toString("base64"), objects: [] } };
})();

// Whatever hangs, this ends: what was tried until then is shown, and no part stays behind.
const watchdog = setTimeout(() => {
  showTrials();
  console.log(`not through after ${values.limit} s`);
  void cloud.stop().finally(() => process.exit(1));
}, limitMs);

const asked = { uploads: 0, edits: 0 };
const expected = { images: 0, edits: 0 };

/** One photo with two edits, one kept and one discarded, and a second photo that is deleted. */
async function aShowing(meanwhile: () => Promise<unknown> = async () => undefined): Promise<void> {
  const imageId = await agent.upload(photo);
  const gone = await agent.upload(photo);
  asked.uploads += 2;
  const kept = await agent.ask(imageId, marked);
  const discarded = await agent.ask(imageId, {});
  asked.edits += 2;
  const [made, other] = await Promise.all([agent.settled(kept), agent.settled(discarded), meanwhile()]);
  if (made?.status !== "preview" || other?.status !== "preview")
    throw new Error(`an edit ended ${made?.status} ${made?.problem?.kind ?? ""}, the other ${other?.status}`);
  await agent.call("acceptEdit", { editId: kept });
  await agent.call("cancelEdit", { editId: discarded });
  await agent.call("deleteImage", { imageId: gone }).catch(alreadyGone);
  expected.images += 1;
  expected.edits += 1;
}

/** Deleting twice, because the first answer was lost, finds nothing: that is deleting once. */
function alreadyGone(error: unknown): void {
  if (!(error instanceof Error) || !/not|gone|find/i.test(error.message)) throw error;
}

interface Line {
  readonly fault: string;
  readonly injected: number;
  readonly survived: boolean;
  readonly why: string;
}
const lines: Line[] = [];

async function trial(
  fault: string,
  inject: () => Promise<number>,
  meanwhile?: () => Promise<number>,
): Promise<void> {
  let injected = await inject();
  let during = 0;
  let why = "";
  try {
    await aShowing(async () => (during = (await meanwhile?.()) ?? 0));
  } catch (error) {
    why = String(error).slice(0, 160);
  }
  injected += during - (await cloud.clearFaults());
  lines.push({ fault, injected, survived: why === "", why });
  console.log(`${why === "" ? "survived" : "LOST    "}  ${String(injected).padStart(3)} ×  ${fault}  ${why}`);
}

function showTrials(): void {
  console.table(
    lines.map(({ fault, injected, survived }) => ({
      fault,
      injected,
      survived: survived ? "yes" : "NO",
      lost: survived ? 0 : 1,
    })),
  );
}

const onTheWire = (rules: readonly WireRule[]) => async (): Promise<number> => {
  for (const rule of rules) await cloud.addFault({ skip: Math.floor(random() * 3), ...rule });
  return rules.reduce((sum, { times }) => sum + times, 0);
};
await trial("a model declines its picture, sends none, fails", async () => modelFaults.length);
for (const [name, rules] of wireTrials) await trial(name, onTheWire(rules));

await trial(
  "every message is delivered twice, and once more late",
  async () => 0,
  async () => {
    const waiting = (await cloud.rowsOf(me)).filter(({ SK }) => SK.startsWith("EDIT#"));
    for (const { SK } of waiting)
      for (const delay of [0, 3])
        await cloud.send({ kind: "run-edit", userId: me, editId: SK.slice("EDIT#".length) }, delay);
    return waiting.length * 2;
  },
);
for (const step of editSteps)
  await trial(
    `the worker is killed while ${step}`,
    async () => 0,
    async () => {
      const isAt = async (): Promise<boolean> =>
        (await cloud.rowsOf(me)).some(({ Data }) => Data["status"] === "processing" && Data["step"] === step);
      for (const late = Date.now() + 3000; Date.now() < late;) if (await isAt()) break;
      return cloud.killFunction("edit-worker");
    },
  );
await trial(
  "on-upload and the api are killed",
  async () => 0,
  async () => cloud.killFunction("on-upload") + cloud.killFunction("api"),
);
await trial(
  "the server is killed",
  async () => 0,
  async () => (await cloud.killServer(), 1),
);

await trial("messages of long ago come again, the last one first", resendAll);
await trial("a batch of two photos, while its worker and then the server are killed", async () => 0, aBatch);

/** Every work message this person's things could ever have had. @returns how many */
async function resendAll(): Promise<number> {
  const ids = (prefix: string, all: readonly { readonly SK: string }[]): readonly string[] =>
    all.filter(({ SK }) => SK.startsWith(prefix)).map(({ SK }) => SK.slice(prefix.length));
  const there = await cloud.rowsOf(me);
  const messages = [
    ...ids("IMAGE#", there).flatMap((imageId) => [
      { kind: "prepare-image", userId: me, imageId },
      { kind: "analyze-image", userId: me, imageId },
    ]),
    ...ids("EDIT#", there).map((editId) => ({ kind: "run-edit", userId: me, editId })),
    { kind: "run-edit", userId: me, editId: newRequest() },
  ].slice(-12);
  for (const message of messages.toReversed()) await cloud.send(message, 0);
  return messages.length;
}

async function aBatch(): Promise<number> {
  const imageIds = [await agent.upload(photo), await agent.upload(photo)];
  asked.uploads += 2;
  const { batch } = await agent.call("startBatch", {
    requestId: newRequest(),
    imageIds,
    steps: [{ step: { op: "resize", scale: 0.5 }, except: [] }],
  });
  if (!batch) throw new Error("the batch was refused");
  const killed = cloud.killFunction("edit-worker");
  await cloud.killServer();
  const ended = await agent.until(
    async () => (await agent.call("getBatch", { batchId: batch.batchId })).batch,
    (now) => now?.state !== "running",
  );
  const statuses = ended?.tasks.map(({ status }) => status) ?? [];
  if (statuses.some((status) => status !== "completed"))
    throw new Error(`the batch ended ${statuses.join()}`);
  asked.edits += 2;
  expected.images += 2;
  expected.edits += 2;
  return killed + 1;
}

const [rows, keys] = [await cloud.rowsOf(me), await cloud.keysOf(me)];
const broken = brokenAmong(
  rows,
  keys.filter((key) => !key.endsWith(".original")),
  Date.now(),
);
const count = (prefix: string) => rows.filter(({ SK }) => SK.startsWith(prefix)).length;
const charged = (name: string) =>
  rows.filter(({ SK }) => SK.startsWith(`LIMIT#${name}#`)).reduce((sum, { Count = 0 }) => sum + Count, 0);
const lost = lines.filter(({ survived }) => !survived).length;
const checks = {
  "half done": broken.length,
  "images, beside those that should be there": count("IMAGE#") - expected.images,
  "edits, beside those that should be there": count("EDIT#") - expected.edits,
  "uploads charged too many": charged("uploads") - asked.uploads,
  "edits charged too many": charged("edits") - asked.edits,
};

// Interrupted, and asked for again until it says that it is done.
const { listing } = await agent.call("createListing", { requestId: newRequest(), name: "Elm Road 3" });
if (!listing) throw new Error("the listing was refused");
await agent.call("saveRecipe", { name: "Half", steps: [{ op: "resize", scale: 0.5 }] });
await cloud.addFault({ service: "s3", skip: 3, times: 2, fault: { kind: "error" } });
await cloud.addFault({ service: "dynamodb", skip: 12, times: 3, fault: { kind: "cut" } });
const deletion = agent.call("deleteMyData", { confirmation: "DELETE" });
await cloud.killServer();
await deletion;
await agent.call("deleteMyData", { confirmation: "DELETE" });
const left = [
  ...(await cloud.rowsOf(me)).filter(({ SK }) => !SK.startsWith("LIMIT#")).map(({ SK }) => SK),
  ...(await cloud.keysOf(me)),
];
clearTimeout(watchdog);
await cloud.stop();
rmSync(dataDir, { recursive: true, force: true });

showTrials();
console.table(checks);
for (const what of broken) console.log("half done:", what);
console.log(
  `seed ${seed}: ${lines.reduce((sum, { injected }) => sum + injected, 0)} faults, ${asked.uploads} uploads, ${asked.edits} edits, lost = ${lost}, ` +
    `left after deleteMyData = ${left.length}, ${Math.round((Date.now() - startedMs) / 1000)} s`,
);
const isWhole = lost === 0 && left.length === 0 && Object.values(checks).every((n) => n === 0);
process.exit(isWhole ? 0 : 1);
