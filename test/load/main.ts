import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import sharp from "sharp";
import * as z from "zod/mini";
import { userId } from "#core/ids.ts";
import { createCognito } from "#local/cognito/server.ts";
import { anAgent } from "#test/chaos/agent.ts";
import { openCloud } from "#test/chaos/cloud.ts";
import { brokenAmong } from "#test/functions/crash/wholeness.ts";

/**
 * `npm run load [-- --agents 200 --photos 5 --edits 3 --model-ms 200]`: many agents at once against the embedded cloud,
 * with the product's own functions and a model that only takes its time. Exit 1 when work is lost, doubled or half done,
 * or the API's 95th percentile is above 300 ms.
 */
const { values } = parseArgs({
  options: {
    agents: { type: "string", default: "200" },
    photos: { type: "string", default: "5" },
    edits: { type: "string", default: "3" },
    "model-ms": { type: "string", default: "200" },
  },
});
const size = { agents: Number(values.agents), photos: Number(values.photos), edits: Number(values.edits) };
const password = "Correct-Horse-7";
const dataDir = mkdtempSync(join(tmpdir(), "reimagine-load-"));
const emailOf = (n: number): string => `agent-${n}@people.example`;

// Made before the cloud opens the same folder: signing up two hundred people is not what is measured.
const cognito = await createCognito({
  dataDir: join(dataDir, "cognito"),
  allowedOrigins: [],
  print: () => {},
});
for (let n = 0; n < size.agents; n++) cognito.admin.createUser({ email: emailOf(n), password, groups: [] });
const handlers = fileURLToPath(new URL("handlers", import.meta.url));
const cloud = await openCloud(dataDir, { LOAD_MODEL_MS: values["model-ms"] }, handlers);

const photo = await sharp({ create: { width: 320, height: 240, channels: 3, background: "#8898a8" } })
  .jpeg()
  .toBuffer();
const apiMs: number[] = [];
const memory: number[] = [];
const sampling = setInterval(() => memory.push(cloud.memory()), 5000);
const startedMs = Date.now();

const people = await Promise.all(Array.from({ length: size.agents }, (_, n) => work(n)));
clearInterval(sampling);
const tookMs = Date.now() - startedMs;

let wrong = 0;
for (const user of people) {
  const [rows, keys] = [await cloud.rowsOf(user), await cloud.keysOf(user)];
  const count = (prefix: string): number => rows.filter(({ SK }) => SK.startsWith(prefix)).length;
  const broken = brokenAmong(
    rows,
    keys.filter((key) => !key.endsWith(".original")),
    Date.now(),
  );
  wrong += broken.length;
  wrong += Math.abs(count("IMAGE#") - size.photos) + Math.abs(count("EDIT#") - size.photos * size.edits);
}
await cloud.stop();
rmSync(dataDir, { recursive: true, force: true });

const p95 = percentile(apiMs, 0.95);
const megabytes = (bytes: number | undefined): number => Math.round((bytes ?? 0) / 1e6);
console.table({
  agents: size.agents,
  uploads: size.agents * size.photos,
  edits: size.agents * size.photos * size.edits,
  "lost, doubled or half done": wrong,
  "API calls": apiMs.length,
  "API p50, ms": percentile(apiMs, 0.5),
  "API p95, ms": p95,
  "memory of all processes, first MB": megabytes(memory[0]),
  "memory of all processes, last MB": megabytes(memory.at(-1)),
  "took, s": Math.round(tookMs / 1000),
});
process.exit(wrong === 0 && p95 <= 300 ? 0 : 1);

async function work(n: number) {
  const token = await signIn(n);
  const agent = anAgent(
    cloud.url,
    async () => token,
    20 * 60_000,
    (ms) => apiMs.push(ms),
  );
  for (let photos = 0; photos < size.photos; photos++) {
    const imageId = await agent.upload(photo);
    for (let edits = 0; edits < size.edits; edits++) {
      const editId = await agent.ask(imageId, {});
      const settled = await agent.settled(editId);
      if (settled?.status !== "preview") throw new Error(`an edit ended ${settled?.status}`);
      await agent.call("acceptEdit", { editId });
    }
  }
  const [, claims = ""] = token.split(".");
  return userId.parse(
    z.object({ sub: z.string() }).parse(JSON.parse(Buffer.from(claims, "base64url").toString())).sub,
  );
}

async function signIn(n: number): Promise<string> {
  const answer = await fetch(cloud.awsUrl(), {
    method: "POST",
    headers: { "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth" },
    body: JSON.stringify({
      ClientId: cognito.clientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: emailOf(n), PASSWORD: password },
    }),
  });
  const signedIn = z.object({ AuthenticationResult: z.object({ AccessToken: z.string() }) });
  return signedIn.parse(await answer.json()).AuthenticationResult.AccessToken;
}

function percentile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}
