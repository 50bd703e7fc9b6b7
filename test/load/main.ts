import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { seededRandom } from "#engine/random.ts";
import { awsStores } from "#functions/aws/cloud.ts";
import { apiAt, type Call } from "#local/cli/api.ts";
import { bucketName, region, tableName } from "#local/config.ts";
import { loadSecrets } from "#local/credentials.ts";
import { openCloud } from "#test/chaos/cloud.ts";
import { brokenAmong } from "#test/functions/crash/wholeness.ts";
import { cutHalf, type Working } from "#test/load/cut-sockets.ts";
import { percentile } from "#test/load/figures.ts";
import { fillHistory, pageCosts } from "#test/load/history-cost.ts";
import { watchMemory } from "#test/load/memory.ts";
import { makePeople } from "#test/load/people.ts";
import { nothingHeard, openPhone } from "#test/load/phone.ts";
import { type Waits, workThrough } from "#test/load/work-day.ts";

/**
 * `npm run load [-- --minutes 4 --agents 200 --photos 2 --edits 3 --sockets 500 --model-ms 200 --seed 1]`: many agents at
 * once on the embedded cloud, with the product's own functions and a model that only takes its time. The work is spread
 * over the minutes as a working day spreads it; `--minutes 10` is the full run of five photos each. Exit 1 when a promise
 * does not hold, or when it is not through twelve minutes after that time.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "4" },
    agents: { type: "string", default: "200" },
    photos: { type: "string" },
    edits: { type: "string", default: "3" },
    sockets: { type: "string", default: "500" },
    "model-ms": { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
  },
});
const agents = Number(values.agents);
/** As many as an agent takes in that time on the full day of ten minutes and five photos. */
const photos = Number(values.photos ?? Math.min(5, Math.max(1, Math.round(Number(values.minutes) / 2))));
const edits = Number(values.edits);
const overMs = Number(values.minutes) * 60_000;
const random = seededRandom(Number(values.seed));

const dataDir = mkdtempSync(join(tmpdir(), "reimagine-load-"));
// Two more, whose history is looked at.
const signIn = await makePeople(dataDir, agents + 2);
const handlers = { dir: fileURLToPath(new URL("handlers", import.meta.url)), messagesAtOnce: 5 };
const cloud = await openCloud(dataDir, { LOAD_MODEL_MS: values["model-ms"] }, handlers);
const startedMs = Date.now();
// Whatever hangs, this ends, and no part stays behind.
const limitMs = overMs + 12 * 60_000;
setTimeout(() => {
  console.log(`not through after ${Math.round(limitMs / 1000)} s`);
  void cloud.stop().finally(() => process.exit(1));
}, limitMs).unref();

const photo = new Uint8Array(
  await sharp({ create: { width: 320, height: 240, channels: 3, background: "#8898a8" } })
    .jpeg()
    .toBuffer(),
);
const people = [];
for (let n = 0; n < agents + 2; n++) people.push(await signIn(cloud.awsUrl(), n));
const workers = people.slice(0, agents);

// The work.
const apiMs: number[] = [];
const heard = nothingHeard();
const waits: Waits = { readyMs: [], previewMs: [], unheard: 0 };
const timed =
  (call: Call): Call =>
  async (name, input) => {
    const beganMs = performance.now();
    const answer = await call(name, input);
    apiMs.push(performance.now() - beganMs);
    return answer;
  };
const callOf = (accessToken: string): Call => apiAt(cloud.url(), async () => accessToken);
const endWatch = watchMemory(() => cloud.parts());
const workedFromMs = Date.now();
const failures: string[] = [];
await Promise.all(
  workers.map(async (person) => {
    const phone = openPhone(cloud.url(), person, heard);
    const day = { photos, edits, overMs, photo, chance: random };
    try {
      await workThrough(timed(callOf(person.accessToken)), phone, day, waits);
    } catch (error) {
      failures.push(String(error).slice(0, 200));
    }
    phone.close();
  }),
);
const memory = endWatch();
const workedMs = Date.now() - workedFromMs;
const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
console.table(
  memory.parts.map(({ part, bytes, largestBytes, cpuMs }) => ({
    part,
    "MB by thirds": bytes.map(megabytes).join(" "),
    "largest MB": megabytes(largestBytes),
    "CPU s": Math.round(cpuMs / 1000),
  })),
);

// What is there afterwards.
let wrong = 0;
const working: Working[] = [];
for (const person of workers) {
  const [rows, keys] = [await cloud.rowsOf(person.userId), await cloud.keysOf(person.userId)];
  const count = (prefix: string): number => rows.filter(({ SK }) => SK.startsWith(prefix)).length;
  const charged = (name: string): number =>
    rows.filter(({ SK }) => SK.startsWith(`LIMIT#${name}#`)).reduce((sum, { Count = 0 }) => sum + Count, 0);
  const withoutGuards = keys.filter((key) => !key.endsWith(".original"));
  wrong += brokenAmong(rows, withoutGuards, Date.now()).length;
  wrong += Math.abs(count("IMAGE#") - photos) + Math.abs(count("EDIT#") - photos * edits);
  wrong += Math.abs(charged("uploads") - photos) + Math.abs(charged("edits") - photos * edits);
  const call = callOf(person.accessToken);
  const [image] = (await call("listImages", { limit: 1 })).items;
  if (image) working.push({ ...person, call, imageId: image.imageId });
}

// Sockets.
const heardWhileCut = nothingHeard();
const cut = await cutHalf(cloud.url(), working, Number(values.sockets), heardWhileCut, random);

// The cost of a page.
const { credentials } = loadSecrets(dataDir);
Object.assign(process.env, {
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_ENDPOINT_URL_S3: cloud.s3Url(),
  AWS_ENDPOINT_URL_DYNAMODB: cloud.awsUrl(),
});
const stores = awsStores("load", { TABLE_NAME: tableName, BUCKET_NAME: bucketName });
const historians = [];
for (const [person, count] of people
  .slice(agents)
  .map((each, at) => [each, [10, 10_000][at] ?? 10] as const)) {
  const call = callOf(person.accessToken);
  const phone = openPhone(cloud.url(), person, nothingHeard());
  const once = { photos: 1, edits: 1, overMs: 0, photo, chance: random };
  await workThrough(call, phone, once, { readyMs: [], previewMs: [], unheard: 0 });
  phone.close();
  await fillHistory(stores, person.userId, count);
  historians.push({ userId: person.userId, call });
}
const [few, many] = await pageCosts(stores, historians);
await cloud.stop();
rmSync(dataDir, { recursive: true, force: true });

const ms = (values: readonly number[], share: number): number => Math.round(percentile(values, share));
const costGrowth = {
  reads: (many?.readUnits ?? 0) / (few?.readUnits ?? 1),
  ms: (many?.ms ?? 0) / (few?.ms ?? 1),
};

const promises: readonly (readonly [string, string, boolean])[] = [
  [
    "uploads and edits finished",
    `${waits.readyMs.length} and ${waits.previewMs.length} of ${agents * photos} and ${agents * photos * edits}`,
    failures.length === 0,
  ],
  ["lost, doubled, half done or charged wrong", String(wrong), wrong === 0],
  [
    "API p95 ≤ 300 ms",
    `${ms(apiMs, 0.95)} ms (p50 ${ms(apiMs, 0.5)}, p99 ${ms(apiMs, 0.99)}) of ${apiMs.length} calls`,
    percentile(apiMs, 0.95) <= 300,
  ],
  [
    "status at its phone p95 ≤ 1 s",
    `${ms(heard.delaysMs, 0.95)} ms (p50 ${ms(heard.delaysMs, 0.5)}) of ${heard.delaysMs.length}`,
    percentile(heard.delaysMs, 0.95) <= 1000,
  ],
  [
    "status at another's phone",
    String(heard.strayed + heardWhileCut.strayed),
    heard.strayed + heardWhileCut.strayed === 0,
  ],
  ["hints that never came", String(waits.unheard), true],
  [
    "memory flat: last third ≤ 1.1 × the one before",
    `${memory.growth.toFixed(2)} × (${megabytes(memory.bytes[1])} to ${megabytes(memory.bytes[2])} MB)`,
    memory.growth <= 1.1,
  ],
  [
    `of ${cut.phones} sockets ${cut.cut} cut: phones that show something else`,
    String(cut.wrong),
    cut.wrong === 0,
  ],
  [
    "a page of 10,000 edits reads ≤ 1.5 × one of 10",
    `${costGrowth.reads.toFixed(2)} × (${few?.readUnits} and ${many?.readUnits} units, ${few?.heads} and ${many?.heads} looks)`,
    costGrowth.reads <= 1.5,
  ],
  [
    "and takes ≤ 1.5 × as long",
    `${costGrowth.ms.toFixed(2)} × (${few?.ms.toFixed(1)} and ${many?.ms.toFixed(1)} ms)`,
    costGrowth.ms <= 1.5,
  ],
];
console.table(
  promises.map(([promise, measured, holds]) => ({ promise, measured, holds: holds ? "yes" : "NO" })),
);
console.log(
  `${agents} agents at work for ${Math.round(workedMs / 1000)} s; a photo ready p95 ${ms(waits.readyMs, 0.95)} ms after its bytes, ` +
    `a preview p95 ${ms(waits.previewMs, 0.95)} ms after it was asked for (model ${values["model-ms"]} ms); all in ` +
    `${Math.round((Date.now() - startedMs) / 1000)} s`,
);
const { user, system } = process.cpuUsage();
console.log(`the agents themselves: ${Math.round((user + system) / 1e6)} s of CPU`);
for (const failure of failures.slice(0, 5)) console.log("failed:", failure);
process.exit(promises.every(([, , holds]) => holds) ? 0 : 1);
