import * as z from "zod/mini";
import { imageId, userId } from "#core/ids.ts";
import { readUploadKey } from "#core/keys.ts";
import { awsModels, awsStatus, awsStores } from "#functions/aws/cloud.ts";
import { studioHere } from "#functions/edit/studio-here.ts";
import { onUploadEnv, readEnv } from "#functions/env.ts";
import { runAnalysis } from "#functions/image/analyze.ts";
import { traced } from "#functions/trace.ts";
import { prepareImage } from "#functions/upload/prepare-image.ts";

const env = readEnv(onUploadEnv, process.env);
const stores = awsStores("on-upload", env);
const cloud = { ...stores, status: awsStatus(env), models: awsModels(stores, env) };

/** As S3 sends it, the same one again with the same request id; keys are URL-encoded with + for a space. */
const s3Event = z.object({
  Records: z.array(
    z.object({
      responseElements: z.object({ "x-amz-request-id": z.string() }),
      s3: z.object({ object: z.object({ key: z.string() }) }),
    }),
  ),
});

/** An upload has arrived: make it ready, then look at it. */
export async function handler(event: unknown): Promise<void> {
  for (const { s3 } of s3Event.parse(event).Records) {
    const key = decodeURIComponent(s3.object.key.replaceAll("+", " "));
    const uploaded = await cloud.objects.head(key);
    await traced(uploaded?.correlationId, () => take(key));
  }
}

async function take(key: string): Promise<void> {
  const named = readUploadKey(key);
  const user = userId.safeParse(named?.user);
  const image = imageId.safeParse(named?.image);
  if (!user.success || !image.success) {
    cloud.log.warn("not-an-upload", { keyLength: key.length });
    return;
  }
  const prepared = await prepareImage(cloud, user.data, image.data);
  cloud.log.info("prepared", {
    imageId: image.data,
    outcome: prepared === undefined ? "gone" : prepared.ok ? prepared.value.state : prepared.problem.kind,
  });
  if (prepared?.ok && prepared.value.state === "ready")
    await runAnalysis(cloud, studioHere, user.data, image.data);
}
