import * as z from "zod/mini";
import { photoAnalysis } from "../analysis/analysis.ts";
import { suggestion } from "../analysis/suggestion.ts";
import { editStatus, editStep, legalClass } from "../edit/edit.ts";
import { editType } from "../edit/edit-type.ts";
import { editId, imageId, listingId } from "../ids.ts";
import { uploadType } from "../image/format.ts";
import { analysisState, imageState } from "../image/image.ts";
import { awsJson } from "./json.ts";
import { orNull, problemView } from "./problem-view.ts";
import { surfaces } from "../renovation/plan.ts";

/** An image as a person's app sees it. URLs are signed and live one hour; sizes are upright pixels. */
export const imageView = z.object({
  imageId,
  listingId: orNull(listingId),
  /** The room it shows, as its owner says; null when nobody has said. */
  room: orNull(z.string()),
  state: imageState,
  fileName: z.string(),
  fileSize: z.int(),
  contentType: uploadType,
  width: z.int(),
  height: z.int(),
  createdAt: z.string(),
  uploadedAt: orNull(z.string()),
  updatedAt: z.string(),
  analysisState,
  analysis: awsJson(z.nullish(photoAnalysis)),
  suggestions: awsJson(z.array(suggestion)),
  suggestedAt: orNull(z.string()),
  thumbUrl: orNull(z.string()),
  workingUrl: orNull(z.string()),
  problem: orNull(problemView),
});
export type ImageView = z.infer<typeof imageView>;

/** A listing as a person's app sees it. */
export const listingView = z.object({
  listingId,
  name: z.string(),
  /** The shot list, in its order. */
  rooms: z.array(z.string()),
  /** Those of the shot list that some photo shows. */
  coveredRooms: z.array(z.string()),
  /** Counted up to `countedImages`. */
  imageCount: z.int(),
  /** The photo in front: the one chosen, else the newest that is ready. Null when there is none yet. */
  coverImageId: orNull(imageId),
  /** Its thumbnail, signed, for one hour. */
  coverUrl: orNull(z.string()),
  isSample: z.boolean(),
  /** Counts its changes: an update that names it is refused when another was faster. */
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** When the listing or the newest of its photos last changed. */
  changedAt: z.string(),
});
export type ListingView = z.infer<typeof listingView>;

/** An edit as a person's app sees it. `params` are the kept params, without the mask. */
export const editView = z.object({
  editId,
  imageId,
  parentEditId: orNull(editId),
  variantOf: editId,
  attempt: z.int(),
  editType,
  params: awsJson(z.record(z.string(), z.unknown())),
  status: editStatus,
  step: orNull(editStep),
  createdAt: z.string(),
  updatedAt: z.string(),
  startedAt: orNull(z.string()),
  completedAt: orNull(z.string()),
  estimateMs: z.int(),
  processingTimeMs: orNull(z.int()),
  modelId: orNull(z.string()),
  structureScore: orNull(z.number()),
  /** Of a renovation by the studio: surfaces that were changed, and that were asked for and not found. */
  found: orNull(z.array(z.enum(surfaces))),
  notFound: orNull(z.array(z.enum(surfaces))),
  legalClass,
  widthPx: orNull(z.int()),
  heightPx: orNull(z.int()),
  /** The screen copy of what the edit was made on, for before and after. */
  sourceUrl: orNull(z.string()),
  workingUrl: orNull(z.string()),
  thumbUrl: orNull(z.string()),
  maskUrl: orNull(z.string()),
  problem: orNull(problemView),
});
export type EditView = z.infer<typeof editView>;

/** Where and how to POST an upload: form fields in order, then the file as "file". */
export const uploadPost = z.object({ url: z.string(), fields: awsJson(z.record(z.string(), z.string())) });

/** A hint that something moved. Never the truth: ask again. */
export const statusEvent = z.object({
  owner: z.string(),
  kind: z.enum(["image", "edit"]),
  imageId,
  editId: orNull(editId),
  status: z.string(),
  step: orNull(editStep),
  updatedAt: z.string(),
});
export type StatusEvent = z.infer<typeof statusEvent>;
