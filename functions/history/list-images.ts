import { type ImageView } from "#core/api/views.ts";
import { imageId, type UserId } from "#core/ids.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { done, type Result } from "#core/result.ts";
import { collectPage, type PageAsk } from "#functions/history/paging.ts";
import { viewImage } from "#functions/image/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { imagePage } from "#functions/records/image-records.ts";

/** This person's images, newest first. */
export async function listImages(
  cloud: Pick<Cloud, "records" | "objects" | "clock" | "chance">,
  user: UserId,
  ask: PageAsk,
): Promise<Result<{ readonly items: ImageView[]; readonly nextToken: string | undefined }>> {
  const page = await collectPage<ImageRecord, ImageRecord["imageId"]>(
    user,
    "images",
    "IMAGE#",
    imageId,
    ask,
    (image) => image.imageId,
    () => true,
    async (limit, after) => {
      const { images, lastKey } = await imagePage(cloud, user, limit, after);
      return { records: images, lastKey };
    },
  );
  if (!page.ok) return page;
  const items = await Promise.all(page.value.records.map((image) => viewImage(cloud, image)));
  return done({ items, nextToken: page.value.nextToken });
}
