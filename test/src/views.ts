import { type EditView, type ImageView, type ListingView } from "#core/api/views.ts";
import { editId, type ImageId, imageId, listingId } from "#core/ids.ts";
import { uuidV7 } from "#core/uuid.ts";

export const anImageId = (place: number): ImageId =>
  imageId.parse(uuidV7(1_700_000_000_000 + place, new Uint8Array(10)));

export const anImage = (change: Partial<ImageView> = {}): ImageView => ({
  imageId: anImageId(1),
  state: "preparing",
  fileName: "kitchen.jpg",
  fileSize: 4,
  contentType: "image/jpeg",
  width: 0,
  height: 0,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  analysisState: "none",
  analysis: null,
  suggestions: [],
  ...change,
});

export const anEdit = (change: Partial<EditView> = {}): EditView => ({
  editId: editId.parse(uuidV7(1_700_000_000_500, new Uint8Array(10))),
  imageId: anImageId(1),
  variantOf: editId.parse(uuidV7(1_700_000_000_500, new Uint8Array(10))),
  attempt: 1,
  editType: "enhance",
  params: {},
  status: "completed",
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  estimateMs: 1000,
  legalClass: "adjusted",
  ...change,
});

export const aListing = (change: Partial<ListingView> = {}): ListingView => ({
  listingId: listingId.parse(uuidV7(1_700_000_000_900, new Uint8Array(10))),
  name: "3 Elm Road",
  rooms: [],
  coveredRooms: [],
  imageCount: 0,
  isSample: false,
  version: 1,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  changedAt: "2026-01-01T00:00:00.000Z",
  ...change,
});
