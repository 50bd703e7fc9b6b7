import { type ImageView } from "#core/api/views.ts";
import { type ImageId, type UserId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { viewImage } from "#functions/image/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { readImage } from "#functions/records/image-records.ts";

/**
 * The phone says that its bytes are there. The bucket says so too, and that is what normally starts the work; this
 * makes sure that it starts when the bucket's word is lost. Decoding needs more memory than the API has, so the
 * worker does it.
 */
export async function completeUpload(
  cloud: Pick<Cloud, "records" | "objects" | "queue" | "clock" | "chance">,
  user: UserId,
  image: ImageId,
): Promise<Result<ImageView>> {
  const known = await readImage(cloud, user, image);
  if (known === undefined) return refused(problemOf("not-found"));
  const { state, originalKey } = known.record;
  if (state === "announced") {
    if ((await cloud.objects.head(originalKey)) === undefined) return refused(problemOf("upload-failed"));
    await cloud.queue.send({ kind: "prepare-image", userId: user, imageId: image });
  }
  // Preparing, but whoever did it is dead: its time is over.
  if (state === "preparing" && (known.lease?.untilMs ?? 0) < cloud.clock.now())
    await cloud.queue.send({ kind: "prepare-image", userId: user, imageId: image });
  return done(await viewImage(cloud, known.record));
}
