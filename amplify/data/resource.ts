import { a, defineData } from "@aws-amplify/backend";
import { editStatuses, editSteps, legalClass } from "../../core/edit/edit.ts";
import { batchStates, taskStatuses } from "../../core/batch/batch.ts";
import { analysisStates, imageStates } from "../../core/image/image.ts";
import { api } from "../functions/resource.ts";

/**
 * The API of DESIGN.md section 5 as AppSync serves it; its documents and checks are in core/api.
 *
 * Every operation is open to whoever is signed in: what a person may do with what is theirs is decided in the use
 * cases, which answer with a typed problem. Root fields are nullable, so that a bug in one never empties another.
 * Names with a hyphen (edit types, problem kinds) are no GraphQL names and travel as String.
 */
const schema = a.schema({
  ImageState: a.enum([...imageStates]),
  AnalysisState: a.enum([...analysisStates]),
  EditStatus: a.enum([...editStatuses]),
  EditStep: a.enum([...editSteps]),
  LegalClass: a.enum([...legalClass.options]),
  BatchState: a.enum([...batchStates]),
  TaskStatus: a.enum([...taskStatuses]),
  StatusKind: a.enum(["image", "edit"]),

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

  /** Steps kept under a name. */
  Recipe: a.customType({
    recipeId: a.id().required(),
    name: a.string().required(),
    steps: a.json().required(),
    createdAt: a.string().required(),
    updatedAt: a.string().required(),
  }),

  // A reply carries either what was asked for or a problem; the other is null.
  UploadReply: a.customType({ image: a.ref("Image"), post: a.ref("UploadPost"), problem: a.ref("Problem") }),
  ImageReply: a.customType({ image: a.ref("Image"), problem: a.ref("Problem") }),
  EditReply: a.customType({ edit: a.ref("Edit"), problem: a.ref("Problem") }),
  ListingReply: a.customType({ listing: a.ref("Listing"), problem: a.ref("Problem") }),
  /**
   * `plan` is {steps, notUnderstood, question?}; a step names the photos it leaves out by their number, the first is 1.
   * `readBy` is the id of the model that read the command, or "grammar". No photos beside a problem.
   */
  PlanReply: a.customType({
    plan: a.json(),
    photos: a.ref("PhotoPlan").required().array().required(),
    readBy: a.string(),
    problem: a.ref("Problem"),
  }),
  BatchReply: a.customType({ batch: a.ref("Batch"), problem: a.ref("Problem") }),
  RecipeReply: a.customType({ recipe: a.ref("Recipe"), problem: a.ref("Problem") }),
  /** What became of one image of several: where it is now, or why not. */
  ImageOutcome: a.customType({
    imageId: a.id().required(),
    image: a.ref("Image"),
    problem: a.ref("Problem"),
  }),
  /** One outcome for each image asked for, in that order; none beside a problem. */
  MoveReply: a.customType({
    outcomes: a.ref("ImageOutcome").required().array().required(),
    problem: a.ref("Problem"),
  }),
  /** `deleted` counts the records that are gone; 0 beside a problem. */
  DeleteReply: a.customType({ deleted: a.integer().required(), problem: a.ref("Problem") }),
  DownloadReply: a.customType({
    url: a.string(),
    fileName: a.string(),
    contentType: a.string(),
    problem: a.ref("Problem"),
  }),

  // Pages are newest first, 50 at most; `nextToken` is opaque and null on the last one. Empty beside a problem.
  ImagePage: a.customType({
    items: a.ref("Image").required().array().required(),
    nextToken: a.string(),
    problem: a.ref("Problem"),
  }),
  EditPage: a.customType({
    items: a.ref("Edit").required().array().required(),
    nextToken: a.string(),
    problem: a.ref("Problem"),
  }),

  ListingPage: a.customType({
    items: a.ref("Listing").required().array().required(),
    nextToken: a.string(),
    problem: a.ref("Problem"),
  }),

  /** Five a page, unless told, and ten at most: each comes with its tasks. */
  BatchPage: a.customType({
    items: a.ref("Batch").required().array().required(),
    nextToken: a.string(),
    problem: a.ref("Problem"),
  }),

  /** All there are, by name. */
  RecipeList: a.customType({
    items: a.ref("Recipe").required().array().required(),
    problem: a.ref("Problem"),
  }),

  /** A hint that something moved: `status` is an ImageState or EditStatus by `kind`; `editId` is null for an image. */
  StatusEvent: a.customType({
    owner: a.string().required(),
    kind: a.ref("StatusKind").required(),
    imageId: a.id().required(),
    editId: a.id(),
    status: a.string().required(),
    step: a.string(),
    updatedAt: a.string().required(),
  }),

  createUpload: a
    .mutation()
    .arguments({
      requestId: a.id().required(),
      fileName: a.string().required(),
      contentType: a.string().required(),
      sizeBytes: a.integer().required(),
      listingId: a.id(),
    })
    .returns(a.ref("UploadReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  completeUpload: a
    .mutation()
    .arguments({ imageId: a.id().required() })
    .returns(a.ref("ImageReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  analyzeImage: a
    .mutation()
    .arguments({ imageId: a.id().required() })
    .returns(a.ref("ImageReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  requestEdit: a
    .mutation()
    .arguments({
      requestId: a.id().required(),
      imageId: a.id().required(),
      parentEditId: a.id(),
      regenerates: a.id(),
      editType: a.string().required(),
      params: a.json().required(),
      seed: a.integer(),
    })
    .returns(a.ref("EditReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  acceptEdit: a
    .mutation()
    .arguments({ editId: a.id().required() })
    .returns(a.ref("EditReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  cancelEdit: a
    .mutation()
    .arguments({ editId: a.id().required() })
    .returns(a.ref("DeleteReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  deleteEdit: a
    .mutation()
    .arguments({ editId: a.id().required() })
    .returns(a.ref("DeleteReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  deleteImage: a
    .mutation()
    .arguments({ imageId: a.id().required() })
    .returns(a.ref("DeleteReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  updateImage: a
    .mutation()
    .arguments({ imageId: a.id().required(), fileName: a.string(), room: a.string() })
    .returns(a.ref("ImageReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  moveImages: a
    .mutation()
    .arguments({ imageIds: a.id().required().array().required(), listingId: a.id() })
    .returns(a.ref("MoveReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  createListing: a
    .mutation()
    .arguments({
      requestId: a.id().required(),
      name: a.string().required(),
      rooms: a.string().required().array(),
      isSample: a.boolean(),
    })
    .returns(a.ref("ListingReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  updateListing: a
    .mutation()
    .arguments({
      listingId: a.id().required(),
      version: a.integer(),
      name: a.string(),
      rooms: a.string().required().array(),
      coverImageId: a.id(),
    })
    .returns(a.ref("ListingReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  deleteListing: a
    .mutation()
    .arguments({ listingId: a.id().required(), images: a.string().required() })
    .returns(a.ref("DeleteReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  deleteMyData: a
    .mutation()
    .arguments({ confirmation: a.string().required() })
    .returns(a.ref("DeleteReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  getImage: a
    .query()
    .arguments({ imageId: a.id().required() })
    .returns(a.ref("ImageReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  listImages: a
    .query()
    .arguments({ listingId: a.id(), limit: a.integer(), nextToken: a.string(), updatedSince: a.string() })
    .returns(a.ref("ImagePage"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  getListing: a
    .query()
    .arguments({ listingId: a.id().required() })
    .returns(a.ref("ListingReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  listListings: a
    .query()
    .arguments({ limit: a.integer(), nextToken: a.string(), updatedSince: a.string() })
    .returns(a.ref("ListingPage"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  getEdit: a
    .query()
    .arguments({ editId: a.id().required() })
    .returns(a.ref("EditReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  getEditHistory: a
    .query()
    .arguments({ imageId: a.id(), limit: a.integer(), nextToken: a.string(), updatedSince: a.string() })
    .returns(a.ref("EditPage"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  getDownload: a
    .query()
    .arguments({ imageId: a.id(), editId: a.id(), format: a.string().required() })
    .returns(a.ref("DownloadReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  planBatch: a
    .mutation()
    .arguments({ imageIds: a.id().required().array().required(), command: a.string(), steps: a.json() })
    .returns(a.ref("PlanReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  startBatch: a
    .mutation()
    .arguments({
      requestId: a.id().required(),
      imageIds: a.id().required().array().required(),
      steps: a.json().required(),
      command: a.string(),
    })
    .returns(a.ref("BatchReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  cancelBatch: a
    .mutation()
    .arguments({ batchId: a.id().required() })
    .returns(a.ref("BatchReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  retryBatch: a
    .mutation()
    .arguments({ batchId: a.id().required() })
    .returns(a.ref("BatchReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  undoBatch: a
    .mutation()
    .arguments({ batchId: a.id().required() })
    .returns(a.ref("BatchReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  getBatch: a
    .query()
    .arguments({ batchId: a.id().required() })
    .returns(a.ref("BatchReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  listBatches: a
    .query()
    .arguments({ limit: a.integer(), nextToken: a.string(), updatedSince: a.string() })
    .returns(a.ref("BatchPage"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  saveRecipe: a
    .mutation()
    .arguments({ name: a.string().required(), steps: a.json().required() })
    .returns(a.ref("RecipeReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  listRecipes: a
    .query()
    .returns(a.ref("RecipeList"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  deleteRecipe: a
    .mutation()
    .arguments({ recipeId: a.id().required() })
    .returns(a.ref("DeleteReply"))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]),

  /**
   * For the workers alone. Amplify has no rule for "IAM only", so this names a group that auth never makes and nobody
   * can be in; the resolver refuses every caller that is not a service role once more.
   */
  publishStatus: a
    .mutation()
    .arguments({
      owner: a.string().required(),
      kind: a.ref("StatusKind").required(),
      imageId: a.id().required(),
      editId: a.id(),
      status: a.string().required(),
      step: a.string(),
      updatedAt: a.string().required(),
    })
    .returns(a.ref("StatusEvent"))
    .handler(a.handler.custom({ entry: "./resolvers/publishStatus.js" }))
    .authorization((allow) => [allow.group("SYSTEM")]),

  /** Everything that moves for the person who listens; the resolver sets the filter on the owner. */
  onStatus: a
    .subscription()
    .for(a.ref("publishStatus"))
    .handler(a.handler.custom({ entry: "./resolvers/onStatus.js" }))
    .authorization((allow) => [allow.authenticated()]),
});

export const data = defineData({
  name: "reimagine",
  schema,
  authorizationModes: { defaultAuthorizationMode: "userPool" },
  logging: { fieldLogLevel: "error", excludeVerboseContent: true, retention: "3 months" },
});
