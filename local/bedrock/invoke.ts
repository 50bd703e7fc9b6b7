import { randomInt } from "node:crypto";
import { BedrockError, invalidDetail, notServedLocally } from "./bedrock-error.ts";
import { embed } from "./embed.ts";
import { readImageRequest } from "./image-request.ts";
import { studioJob } from "./image-work.ts";
import { type CalledModel } from "./model.ts";
import { CannotDraw, EmptyMask, UndecodablePicture, type Studio, type StudioJob } from "./studio.ts";

/** What every Stability model answers. */
interface ImageAnswer {
  readonly seeds?: readonly number[];
  readonly finish_reasons: readonly (string | null)[];
  /** Base64. */
  readonly images?: readonly string[];
}

/** InvokeModel. Throws BedrockError for whatever the service would refuse. */
export async function invokeModel(
  studio: Studio,
  called: CalledModel,
  body: Buffer,
  signal: AbortSignal,
): Promise<object> {
  if (called.kind === "embedding") return embed(studio, called.id, body, signal);
  if (called.kind === "chat") throw notServedLocally(`InvokeModel of ${called.model.id}`);
  const request = await readImageRequest(called.service, body);
  const { service } = request;
  const asked = [...service.required, ...service.optional].includes("seed") ? request.number("seed") : 0;
  // 0 means "draw one"; the answer says which, so that the picture can be asked for again.
  const seed = asked === 0 ? randomInt(1, 4_294_967_295) : asked;
  const picture = await edited(studio, studioJob(request, seed), signal);
  // As documented for a model that ran and came to nothing: HTTP 200, this reason, no picture and no seed.
  if (picture === "nothing") return { finish_reasons: ["Inference error"] };
  const drawn: ImageAnswer = {
    seeds: [seed],
    finish_reasons: [null],
    images: [Buffer.from(picture).toString("base64")],
  };
  return drawn;
}

async function edited(studio: Studio, job: StudioJob, signal: AbortSignal): Promise<Uint8Array | "nothing"> {
  try {
    return await studio.edit(job, signal);
  } catch (error) {
    if (error instanceof CannotDraw) return "nothing";
    if (error instanceof UndecodablePicture || error instanceof EmptyMask) throw invalidDetail(error.message);
    if (!signal.aborted) console.error("The studio failed", error);
    throw new BedrockError(
      "ModelErrorException",
      "The system encountered an unexpected error during processing. Try your request again.",
      { originalStatusCode: 500, resourceName: "studio" },
    );
  }
}
