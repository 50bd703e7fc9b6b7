import { type KeptAsk } from "#core/edit/ask.ts";
import { type UserId } from "#core/ids.ts";
import { maxPhotoPixels } from "#core/limits/limits.ts";
import { maxRetries } from "#core/limits/times.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { decodePhoto } from "#engine/codec/decode.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";
import { type KeptScene } from "#engine/staging/arrange/rearrange.ts";
import { readScene } from "#functions/edit/kept-scene.ts";
import { type Cloud } from "#functions/ports.ts";
import { readEdit } from "#functions/records/edit-records.ts";
import { retried } from "#functions/retried.ts";

/** Furniture that is to be put into a photo, and where it stands already. */
export interface SceneAgain {
  readonly like: KeptScene;
  /** The key of the photo it was arranged in; that may be gone. */
  readonly photoKey: string;
}

/**
 * The furniture a staging asks to have again; undefined when it asks for none. Another person's edit is answered as one
 * that does not exist.
 */
export async function sceneOf(
  cloud: Pick<Cloud, "records" | "clock">,
  user: UserId,
  ask: KeptAsk,
): Promise<Result<SceneAgain | undefined>> {
  if (ask.editType !== "virtual-staging" || ask.params.sceneOf === undefined) return done(undefined);
  const field = "params.sceneOf";
  const staged = (await readEdit(cloud, user, ask.params.sceneOf))?.record;
  if (staged === undefined) return refused(problemOf("not-found", { field }));
  const scene = staged.scene === undefined ? undefined : readScene(staged.scene);
  return scene === undefined
    ? refused(
        problemOf("invalid-params", { field, detail: "that edit has no furniture that can be placed again" }),
      )
    : done({ like: scene, photoKey: staged.sourceKey });
}

/** The photo a scene was arranged in, small; undefined when it was deleted since: then the walls alone must do. */
export async function photoOfScene(
  cloud: Pick<Cloud, "objects" | "clock" | "chance">,
  key: string,
): Promise<Raster | undefined> {
  const file = await retried(cloud, maxRetries, () => cloud.objects.get(key));
  if (file === undefined) return undefined;
  const read = await decodePhoto(file, { maxPixels: maxPhotoPixels, minSidePx: 1 });
  return read.kind === "refused" ? undefined : shrinkTo(read.photo, PIXELS);
}

/** Places are compared at less. */
const PIXELS = 1_000_000;
