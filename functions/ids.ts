import {
  batchId,
  type BatchId,
  editId,
  type EditId,
  imageId,
  type ImageId,
  listingId,
  type ListingId,
  requestId,
  type RequestId,
} from "#core/ids.ts";
import { uuidV7 } from "#core/uuid.ts";
import { type Chance, type Clock } from "#functions/ports.ts";

type Source = { readonly clock: Clock; readonly chance: Chance };

export const newImageId = (from: Source): ImageId => imageId.parse(newId(from));
export const newEditId = (from: Source): EditId => editId.parse(newId(from));
export const newListingId = (from: Source): ListingId => listingId.parse(newId(from));
export const newBatchId = (from: Source): BatchId => batchId.parse(newId(from));
export const newRequestId = (from: Source): RequestId => requestId.parse(newId(from));
export const newId = ({ clock, chance }: Source): string => uuidV7(clock.now(), chance.bytes(10));
