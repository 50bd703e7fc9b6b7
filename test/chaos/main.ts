import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import * as z from "zod/mini";
import { editSteps } from "#core/edit/edit.ts";
import { userId } from "#core/ids.ts";
import { seededRandom } from "#engine/random.ts";
import { readOutputsDocument } from "#local/cli/outputs.ts";
import { signInWith } from "#local/cli/session.ts";
import { anAgent } from "#test/chaos/agent.ts";
import { openCloud } from "#test/chaos/cloud.ts";
import { brokenAmong } from "#test/functions/crash/wholeness.ts";

/**
 * `npm run chaos [-- SEED]`: breaks the embedded cloud in every way it can be told to, while an agent uploads, edits, accepts,
 * cancels and deletes; then holds both stores against each other. Exit 1 when anything is lost, doubled or half done.
 */
const seed = Number(process.argv[2] ?? 7);
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
const me = userId.parse(
  z
    .object({ sub: z.string() })
    .parse(JSON.parse(Buffer.from((await token()).split(".")[1] ?? "", "base64url").toString())).sub,
);
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

const onTheWire = (rules: readonly object[]) => async (): Promise<number> => {
  for (const rule of rules) await cloud.addFault({ skip: Math.floor(random() * 3), ...rule });
  return rules.reduce<number>((sum, rule) => sum + ("times" in rule ? Number(rule.times) : 1), 0);
};
const kind = (name: string, more: object = {}) => ({ fault: { kind: name, ...more } });

const wire: readonly (readonly [string, readonly object[]])[] = [
  [
    "S3 answers 500",
    [
      { service: "s3", times: 2, ...kind("error") },
      { service: "s3", operation: "PUT", times: 2, ...kind("error") },
    ],
  ],
  ["S3 is slow", [{ service: "s3", times: 4, ...kind("delay", { delayMs: 700 }) }]],
  [
    "S3 cuts the line",
    [
      { service: "s3", times: 2, ...kind("cut") },
      { service: "s3", operation: "GET", times: 1, ...kind("cut") },
    ],
  ],
  [
    "S3 acts and its answer is lost",
    [
      { service: "s3", operation: "PUT", ...kind("lose-answer") },
      { service: "s3", operation: "POST", ...kind("lose-answer") },
    ],
  ],
  [
    "DynamoDB throttles",
    [
      { service: "dynamodb", times: 2, ...kind("throttle") },
      { service: "dynamodb", operation: "PutItem", times: 2, ...kind("throttle") },
    ],
  ],
  ["DynamoDB answers 500", [{ service: "dynamodb", times: 2, ...kind("error") }]],
  [
    "DynamoDB writes and its answer is lost",
    [
      { service: "dynamodb", operation: "PutItem", times: 2, ...kind("lose-answer") },
      { service: "dynamodb", operation: "TransactWriteItems", ...kind("lose-answer") },
    ],
  ],
  [
    "SQS takes the message and its answer is lost",
    [{ service: "sqs", operation: "SendMessage", skip: 0, ...kind("lose-answer") }],
  ],
  ["SQS answers 500", [{ service: "sqs", operation: "SendMessage", skip: 0, times: 2, ...kind("error") }]],
  ["AppSync cuts the line", [{ service: "appsync", times: 3, ...kind("cut") }]],
  ["AppSync acts and its answer is lost", [{ service: "appsync", times: 2, ...kind("lose-answer") }]],
  ["Bedrock throttles", [{ service: "bedrock", skip: 0, times: 3, ...kind("throttle") }]],
  [
    "Bedrock answers 500 and cuts",
    [
      { service: "bedrock", skip: 0, times: 2, ...kind("error") },
      { service: "bedrock", skip: 0, times: 1, ...kind("cut") },
    ],
  ],
  ["Bedrock is slow", [{ service: "bedrock", skip: 0, times: 2, ...kind("delay", { delayMs: 2500 }) }]],
];

await trial("a model declines its picture, sends none, fails", async () => modelFaults.length);
for (const [name, rules] of wire) await trial(name, onTheWire(rules));

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

await agent.call("deleteMyData", { confirmation: "DELETE" });
const left = [
  ...(await cloud.rowsOf(me)).filter(({ SK }) => !SK.startsWith("LIMIT#")).map(({ SK }) => SK),
  ...(await cloud.keysOf(me)),
];
await cloud.stop();
rmSync(dataDir, { recursive: true, force: true });

console.table(
  lines.map(({ fault, injected, survived }) => ({ fault, injected, survived: survived ? "yes" : "NO" })),
);
console.table(checks);
for (const what of broken) console.log("half done:", what);
console.log(
  `seed ${seed}: ${lines.reduce((sum, { injected }) => sum + injected, 0)} faults, ${asked.uploads} uploads, ${asked.edits} edits, lost = ${lost}, ` +
    `left after deleteMyData = ${left.length}, ${Math.round((Date.now() - startedMs) / 1000)} s`,
);
const isWhole = lost === 0 && left.length === 0 && Object.values(checks).every((n) => n === 0);
process.exit(isWhole ? 0 : 1);
