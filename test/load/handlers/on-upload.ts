import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod/mini";
import { imageId, userId } from "#core/ids.ts";
import { readUploadKey } from "#core/keys.ts";
import { awsStatus, awsStores } from "#functions/aws/cloud.ts";
import { onUploadEnv, readEnv } from "#functions/env.ts";
import { runAnalysis } from "#functions/image/analyze.ts";
import { type Models } from "#functions/ports.ts";
import { prepareImage } from "#functions/upload/prepare-image.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";

/** The product's preparing and looking on the real stores, with a model that only takes its time and then declines. */
const env = readEnv(onUploadEnv, process.env);
const latencyMs = Number(process.env["LOAD_MODEL_MS"] ?? 200);
const declined = { kind: "fault", fault: "filtered-words", detail: "stubbed" } as const;
const models: Models = {
  draw: async () => declined,
  plan: async () => declined,
  embed: async () => declined,
  look: async () => {
    await pause(latencyMs);
    return declined;
  },
};
const cloud = { ...awsStores("on-upload", env), status: awsStatus(env), models };

const s3Event = z.object({
  Records: z.tuple([z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })]),
});

export async function handler(event: unknown): Promise<void> {
  const [{ s3 }] = s3Event.parse(event).Records;
  const named = readUploadKey(s3.object.key);
  const [user, image] = [userId.parse(named?.user), imageId.parse(named?.image)];
  const prepared = await prepareImage(cloud, user, image);
  if (prepared?.ok && prepared.value.state === "ready") await runAnalysis(cloud, paperStudio(), user, image);
}
