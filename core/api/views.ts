import * as z from "zod/mini";
import { photoAnalysis } from "../analysis/analysis.ts";
import { suggestion } from "../analysis/suggestion.ts";
import { editStatus, editStep, legalClass } from "../edit/edit.ts";
import { editType } from "../edit/edit-type.ts";
import { batchId, editId, imageId, listingId, recipeId } from "../ids.ts";
import { uploadType } from "../image/format.ts";
import { analysisState, imageState } from "../image/image.ts";
import { problem } from "../problem.ts";
import { batchState, taskStatus } from "../batch/batch.ts";
import { batchFormats, recipe, recipeName } from "../batch/op.ts";
import { planSteps } from "../batch/plan.ts";
import { awsJson } from "./json.ts";
import { surfaces } from "../renovation/plan.ts";

/** GraphQL says null for what is not there. */
const orNull = <S extends z.ZodMiniType>(schema: S) => z.nullish(schema);

/** A problem as GraphQL delivers it: absent parts are null. */
export const problemView = z.object({
  kind: problem.shape.kind,
  message: z.string(),
  remedy: z.string(),
  field: orNull(z.string()),
  retryAfterSeconds: orNull(z.int()),
});
export type ProblemView = z.infer<typeof problemView>;

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

/** What a batch would do to one photo. The nulls are those of a photo it cannot be done to, by its problem. */
export const photoPlanView = z.object({
  imageId,
  /** The steps for this photo, one sentence each; none when it is left as it is. */
  words: z.array(z.string()),
  /** Of the result, in pixels: exact but for `straighten`, where it is the largest it can be. */
  width: orNull(z.int()),
  height: orNull(z.int()),
  /** Of the delivered file. */
  format: orNull(z.enum(batchFormats)),
  estimateMs: z.int(),
  usd: z.number(),
  legalClass: orNull(legalClass),
  problem: orNull(problemView),
});
export type PhotoPlanView = z.infer<typeof photoPlanView>;

/** One image's part of a batch. */
const batchTaskView = z.object({
  imageId,
  /** Its edit; null before it is asked for, and where there is none. */
  editId: orNull(editId),
  status: taskStatus,
  /** What its worker is doing. */
  step: orNull(editStep),
  words: z.array(z.string()),
  /** Of the result: as planned, then as made. */
  width: orNull(z.int()),
  height: orNull(z.int()),
  format: orNull(z.enum(batchFormats)),
  legalClass: orNull(legalClass),
  estimateMs: z.int(),
  problem: orNull(problemView),
});
export type BatchTaskView = z.infer<typeof batchTaskView>;

/** A batch with its tasks, in the order the photos were named. */
export const batchView = z.object({
  batchId,
  state: batchState,
  command: orNull(z.string()),
  steps: awsJson(planSteps),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** From then on it is forgotten; the edits it made stay. */
  expiresAt: z.string(),
  /** Milliseconds until all of it is done, measured at what is done already; 0 when nothing waits. */
  estimateMs: z.int(),
  tasks: z.array(batchTaskView),
});
export type BatchView = z.infer<typeof batchView>;

/** Steps kept under a name. */
export const recipeView = z.object({
  recipeId,
  name: recipeName,
  steps: awsJson(recipe),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type RecipeView = z.infer<typeof recipeView>;

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
