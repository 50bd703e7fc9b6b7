import { a } from "@aws-amplify/backend";

/** What operations answer: what was asked for, or a problem. */
export const replies = {
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

  /** Uploads, edits and images, and storage, and the plan that gives them. */
  AllowanceList: a.customType({
    planName: a.string(),
    items: a.ref("Allowance").required().array().required(),
    storage: a.ref("StorageUse"),
    problem: a.ref("Problem"),
  }),

  /** All there are, by name. */
  RecipeList: a.customType({
    items: a.ref("Recipe").required().array().required(),
    problem: a.ref("Problem"),
  }),
};
