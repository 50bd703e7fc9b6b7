import { type ReadInput } from "#core/api/operations.ts";
import { type ImageView } from "#core/api/views.ts";
import { type UserId } from "#core/ids.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { viewImage } from "#functions/image/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { changeImage } from "#functions/records/image-records.ts";

type Ask = ReadInput<"updateImage">;

/** Gives an image another name or room. What is not given stays; an empty room is none. */
export async function updateImage(
  cloud: Pick<Cloud, "records" | "objects" | "clock" | "chance">,
  user: UserId,
  ask: Ask,
): Promise<Result<ImageView>> {
  const changed = await changeImage(cloud, user, ask.imageId, ({ record, expiresAtMs, lease }) => {
    const next = applied(record, ask);
    if (next.fileName === record.fileName && next.room === record.room) return undefined;
    return {
      record: { ...next, updatedAt: new Date(cloud.clock.now()).toISOString() },
      // It may be named while it is still on its way or being read.
      expiresAtMs,
      lease,
    };
  });
  if (changed === undefined) return refused(problemOf("not-found"));
  return done(await viewImage(cloud, changed.stored.record));
}

function applied(image: ImageRecord, { fileName, room }: Ask): ImageRecord {
  const { room: before, ...rest } = image;
  const after = room ?? before;
  return { ...rest, ...(after ? { room: after } : {}), fileName: fileName ?? image.fileName };
}
