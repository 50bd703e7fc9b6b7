import { type ImageId, type ListingId, type UserId } from "#core/ids.ts";
import { imageRecord, type ImageRecord, imageStorage } from "#core/image/image.ts";
import { recordKeys, recordPrefixes } from "#core/keys.ts";
import {
  change,
  type Next,
  read,
  type RecordsAndClock,
  save,
  type Stored,
} from "#functions/records/stored.ts";
import { indexPageOf, type ListedKind, pageOf, type RecordPage } from "#functions/records/pages.ts";
import { type ItemKey } from "#functions/records/item.ts";

export const imageKind: ListedKind<ImageRecord> = {
  entity: "ImageMetadata",
  schema: imageRecord,
  prefix: recordPrefixes.image,
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
export const saveImageMetadata = (cloud: RecordsAndClock, metadata: ImageRecord): Promise<void> =>
  save(cloud, imageKind, metadata);

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

/** One page of this person's images, newest first. */
export const imagePage = (
  cloud: RecordsAndClock,
  user: UserId,
  limit: number,
  after?: string,
): Promise<RecordPage<ImageRecord>> => pageOf(cloud, imageKind, user, limit, after);

/** One page of the images of one listing, newest first, from the index: for showing, not for deciding. */
export const listingImagePage = (
  cloud: RecordsAndClock,
  user: UserId,
  listing: ListingId,
  limit: number,
  after?: string,
): Promise<RecordPage<ImageRecord>> =>
  indexPageOf(cloud, imageKind, user, recordKeys.listing(listing), limit, after);
