import { a } from "@aws-amplify/backend";
import { editStatuses, editSteps, legalClass } from "../../core/edit/edit.ts";
import { batchStates, taskStatuses } from "../../core/batch/batch.ts";
import { analysisStates, imageStates } from "../../core/image/image.ts";

/** What the API shows of what it keeps. Names with a hyphen (edit types, problem kinds) are no GraphQL names and travel as String. */
export const views = {
  ImageState: a.enum([...imageStates]),
  AnalysisState: a.enum([...analysisStates]),
  EditStatus: a.enum([...editStatuses]),
  EditStep: a.enum([...editSteps]),
  LegalClass: a.enum([...legalClass.options]),
  BatchState: a.enum([...batchStates]),
  TaskStatus: a.enum([...taskStatuses]),

  /** A refusal: both sentences are shown as they stand. `field` is a path, "params.brightness"; null when no input was wrong. */
  Problem: a.customType({
    kind: a.string().required(),
    message: a.string().required(),
    remedy: a.string().required(),
    field: a.string(),
    retryAfterSeconds: a.integer(),
  }),

  /**
   * `rooms` is the shot list, `coveredRooms` those of it that a photo shows. `imageCount` counts up to 200. The cover is
   * the photo chosen or the newest, null when there is none; its URL is signed and lives one hour. `version` counts the
   * listing's changes; `changedAt` is when it or the newest of its photos last changed.
   */
  Listing: a.customType({
    listingId: a.id().required(),
    name: a.string().required(),
    rooms: a.string().required().array().required(),
    coveredRooms: a.string().required().array().required(),
    imageCount: a.integer().required(),
    coverImageId: a.id(),
    coverUrl: a.string(),
    isSample: a.boolean().required(),
    version: a.integer().required(),
    createdAt: a.string().required(),
    updatedAt: a.string().required(),
    changedAt: a.string().required(),
  }),

  /**
   * `fileSize` in bytes; `width` and `height` in upright pixels, 0 until the photo is ready. Times are ISO 8601 UTC.
   * URLs are signed, live one hour, and are null until the file is there. `analysis` is null until it succeeded;
   * `suggestions` is a JSON list, empty until then. `room` is the room it shows, as its owner says.
   */
  Image: a.customType({
    imageId: a.id().required(),
    listingId: a.id(),
    room: a.string(),
    state: a.ref("ImageState").required(),
    fileName: a.string().required(),
    fileSize: a.integer().required(),
    contentType: a.string().required(),
    width: a.integer().required(),
    height: a.integer().required(),
    createdAt: a.string().required(),
    uploadedAt: a.string(),
    updatedAt: a.string().required(),
    analysisState: a.ref("AnalysisState").required(),
    analysis: a.json(),
    suggestions: a.json().required(),
    suggestedAt: a.string(),
    thumbUrl: a.string(),
    workingUrl: a.string(),
    problem: a.ref("Problem"),
  }),

  /**
   * `params` without the mask, which is at `maskUrl` when there is one. Times in milliseconds or ISO 8601 UTC;
   * `structureScore` 0…1, 1 = every edge outside the edited region stands where it stood. `step` is null unless the
   * edit is being worked on; `widthPx`, `heightPx`, the score and the result's URLs are null until there is a result.
   * `found` and `notFound`: of a renovation by the studio, the surfaces it changed and those it could not find.
   */
  Edit: a.customType({
    editId: a.id().required(),
    imageId: a.id().required(),
    parentEditId: a.id(),
    variantOf: a.id().required(),
    attempt: a.integer().required(),
    editType: a.string().required(),
    params: a.json().required(),
    status: a.ref("EditStatus").required(),
    step: a.ref("EditStep"),
    createdAt: a.string().required(),
    updatedAt: a.string().required(),
    startedAt: a.string(),
    completedAt: a.string(),
    estimateMs: a.integer().required(),
    processingTimeMs: a.integer(),
    modelId: a.string(),
    structureScore: a.float(),
    found: a.string().array(),
    notFound: a.string().array(),
    legalClass: a.ref("LegalClass").required(),
    widthPx: a.integer(),
    heightPx: a.integer(),
    sourceUrl: a.string(),
    workingUrl: a.string(),
    thumbUrl: a.string(),
    maskUrl: a.string(),
    problem: a.ref("Problem"),
  }),

  /** Where and how to POST an upload: the form fields as a JSON object, in order, then the file as "file". */
  UploadPost: a.customType({ url: a.string().required(), fields: a.json().required() }),

  /**
   * What a batch would do to one photo: `words` are its steps, none when it is left as it is. The size and the format of
   * the result are null, as is the legal class, where it cannot be done, by its problem. Times in milliseconds.
   */
  PhotoPlan: a.customType({
    imageId: a.id().required(),
    words: a.string().required().array().required(),
    width: a.integer(),
    height: a.integer(),
    format: a.string(),
    estimateMs: a.integer().required(),
    usd: a.float().required(),
    legalClass: a.ref("LegalClass"),
    problem: a.ref("Problem"),
  }),

  /** One image's part of a batch. The size is as planned, then as made; `step` is what its worker is doing. */
  BatchTask: a.customType({
    imageId: a.id().required(),
    editId: a.id(),
    status: a.ref("TaskStatus").required(),
    step: a.ref("EditStep"),
    words: a.string().required().array().required(),
    width: a.integer(),
    height: a.integer(),
    format: a.string(),
    legalClass: a.ref("LegalClass"),
    estimateMs: a.integer().required(),
    problem: a.ref("Problem"),
  }),

  /** `estimateMs` until all of it is done, 0 when nothing waits. After `expiresAt` it is forgotten; its edits stay. */
  Batch: a.customType({
    batchId: a.id().required(),
    state: a.ref("BatchState").required(),
    command: a.string(),
    steps: a.json().required(),
    createdAt: a.string().required(),
    updatedAt: a.string().required(),
    expiresAt: a.string().required(),
    estimateMs: a.integer().required(),
    tasks: a.ref("BatchTask").required().array().required(),
  }),

  /** What of a plan is used up in the hour, or month, that ends at `endsAt`. `most` is null where there is no end. */
  Allowance: a.customType({
    name: a.string().required(),
    used: a.integer().required(),
    most: a.integer(),
    endsAt: a.string().required(),
  }),

  /** What originals and kept results take of a plan's storage. `mostMegabytes` is null where there is no end. */
  StorageUse: a.customType({
    usedMegabytes: a.integer().required(),
    mostMegabytes: a.integer(),
  }),

  /** Steps kept under a name. */
  Recipe: a.customType({
    recipeId: a.id().required(),
    name: a.string().required(),
    steps: a.json().required(),
    createdAt: a.string().required(),
    updatedAt: a.string().required(),
  }),
};
