import { type ImageId, type ListingId, type UserId } from "#core/ids.ts";
import { imageRecord, type ImageRecord, imageStorage } from "#core/image/image.ts";
import { recordKeys } from "#core/keys.ts";
import {
  change,
  fromItem,
  type Next,
  read,
  type RecordKind,
  type RecordsAndClock,
  type Stored,
  toItem,
} from "#functions/records/stored.ts";
import { type Page } from "#functions/ports.ts";
import { type ItemKey } from "#functions/records/item.ts";

export const imageKind: RecordKind<ImageRecord> = {
  entity: "ImageMetadata",
  schema: imageRecord,
  keysOf: ({ userId, imageId, listingId }) => ({
    ...imageKeys(userId, imageId),
    ...(listingId ? { GSI1PK: recordKeys.listing(listingId), GSI1SK: recordKeys.image(imageId) } : {}),
  }),
  storageOf: imageStorage,
};

export const imageKeys = (user: UserId, image: ImageId): ItemKey => ({
  PK: recordKeys.partition(user),
  SK: recordKeys.image(image),
});

/** seeds/001: writes the record, over whatever was there. */
export async function saveImageMetadata(cloud: RecordsAndClock, metadata: ImageRecord): Promise<void> {
  const before = await cloud.records.get(imageKeys(metadata.userId, metadata.imageId));
  const known = before && { version: before.Version, createdAtMs: before.CreatedAt };
  const item = toItem(imageKind, { record: metadata }, known, cloud.clock.now());
  await cloud.records.write([{ kind: "put", item, when: "always" }]);
}

/** seeds/001. Undefined when this person has no such image. */
export async function getImageMetadata(
  cloud: RecordsAndClock,
  user: UserId,
  image: ImageId,
): Promise<ImageRecord | undefined> {
  return (await readImage(cloud, user, image))?.record;
}

export const readImage = (
  cloud: RecordsAndClock,
  user: UserId,
  image: ImageId,
): Promise<Stored<ImageRecord> | undefined> => read(cloud, imageKind, imageKeys(user, image));

export const changeImage = (
  cloud: RecordsAndClock,
  user: UserId,
  image: ImageId,
  decide: (now: Stored<ImageRecord>) => Next<ImageRecord> | undefined,
) => change(cloud, imageKind, imageKeys(user, image), decide);

interface ImagePage {
  readonly images: readonly ImageRecord[];
  /** Sort key of the last row looked at; undefined at the end. */
  readonly lastKey: string | undefined;
}

/** One page of this person's images, newest first. */
export async function imagePage(
  cloud: RecordsAndClock,
  user: UserId,
  limit: number,
  after: ImageId | undefined,
): Promise<ImagePage> {
  const { items, more } = await cloud.records.page({
    PK: recordKeys.partition(user),
    prefix: "IMAGE#",
    limit,
    after: after && recordKeys.image(after),
  });
  return readPage({ items, more }, cloud.clock.now());
}

/** One page of the images of one listing, newest first, from the index: for showing, not for deciding. */
export async function listingImagePage(
  cloud: RecordsAndClock,
  user: UserId,
  listing: ListingId,
  limit: number,
  after?: ImageId,
): Promise<ImagePage> {
  const page = await cloud.records.indexPage({
    GSI1PK: recordKeys.listing(listing),
    limit,
    after: after && { ...imageKeys(user, after), GSI1SK: recordKeys.image(after) },
  });
  const { images, lastKey } = readPage(page, cloud.clock.now());
  // The index knows no partition: what is not this person's is not shown, whoever made it.
  return { images: images.filter(({ userId }) => userId === user), lastKey };
}

const readPage = ({ items, more }: Page, nowMs: number): ImagePage => ({
  images: items.flatMap((item) => fromItem(imageKind, item, nowMs)?.record ?? []),
  lastKey: more ? items.at(-1)?.SK : undefined,
});
