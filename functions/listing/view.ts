import { type ListingView } from "#core/api/views.ts";
import { objectKeys } from "#core/keys.ts";
import { countedImages } from "#core/limits/limits.ts";
import { type ListingRecord } from "#core/listing/listing.ts";
import { shotList } from "#core/listing/shot-list.ts";
import { listingImagePage } from "#functions/records/image-records.ts";
import { type RecordsAndClock, type Stored } from "#functions/records/stored.ts";
import { signedGet, type Signing } from "#functions/signed.ts";

/** A listing with what its photos say about it: how many, which rooms, which one stands in front. */
export async function viewListing(
  cloud: RecordsAndClock & Signing,
  { record, version }: Stored<ListingRecord>,
): Promise<ListingView> {
  const { records } = await listingImagePage(cloud, record.userId, record.listingId, countedImages);
  const images = records.map((image) => image.record);
  const ready = images.filter(({ state }) => state === "ready");
  const cover = ready.find(({ imageId }) => imageId === record.coverImageId) ?? ready[0];
  return {
    listingId: record.listingId,
    name: record.name,
    rooms: record.rooms,
    coveredRooms: shotList(record.rooms, images).flatMap(({ room, shots }) => (shots > 0 ? [room] : [])),
    imageCount: images.length,
    coverImageId: cover?.imageId ?? null,
    coverUrl: cover ? await signedGet(cloud, objectKeys.thumb(record.userId, cover.imageId)) : null,
    isSample: record.isSample,
    version,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    changedAt: [record, ...images].reduce(
      (newest, { updatedAt }) => (updatedAt > newest ? updatedAt : newest),
      "",
    ),
  };
}
