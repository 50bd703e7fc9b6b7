import * as z from "zod/mini";
import { recipe, recipeName } from "../batch/op.ts";
import { commandPlan, maxBatchPhotos, maxCommandLength, planSteps } from "../batch/plan.ts";
import { batchId, editId, imageId, listingId, recipeId, requestId } from "../ids.ts";
import { maxFileNameLength, maxMovedImages, maxRoomNameLength, pageSize } from "../limits/limits.ts";
import { listingName, roomNames } from "../listing/listing.ts";
import { awsJson } from "./json.ts";
import {
  batchFields,
  editFields,
  imageFields,
  listingFields,
  photoPlanFields,
  problemFields,
  recipeFields,
} from "./fields.ts";
import {
  batchView,
  editView,
  imageView,
  listingView,
  photoPlanView,
  problemView,
  recipeView,
  uploadPost,
} from "./views.ts";

/** One operation of the API: its document, and the shapes of what goes in and comes out, checked on both sides. */
export interface Operation<In extends z.ZodMiniType, Out extends z.ZodMiniType> {
  readonly name: string;
  readonly kind: "query" | "mutation";
  readonly input: In;
  readonly output: Out;
  readonly document: string;
}

const optional = <S extends z.ZodMiniType>(schema: S) => z.nullish(schema);
const refusable = { problem: optional(problemView) };
const imageReply = z.object({ image: optional(imageView), ...refusable });
const editReply = z.object({ edit: optional(editView), ...refusable });
const listingReply = z.object({ listing: optional(listingView), ...refusable });
const batchReply = z.object({ batch: optional(batchView), ...refusable });
const deleteReply = z.object({ deleted: z.int(), ...refusable });
const page = {
  limit: optional(z.int().check(z.minimum(1), z.maximum(pageSize))),
  nextToken: optional(z.string().check(z.maxLength(2000))),
  /** ISO 8601: only what changed at or after this time. */
  updatedSince: optional(z.string().check(z.maxLength(40))),
};

const imageAnswer = `image { ${imageFields} } ${problemFields}`;
const listingAnswer = `listing { ${listingFields} } ${problemFields}`;
const editAnswer = `edit { ${editFields} } ${problemFields}`;
const batchAnswer = `batch { ${batchFields} } ${problemFields}`;

/** Photo number n of the steps' exceptions is the nth of these. None twice: one photo has one outcome. */
const batchImages = z.array(imageId).check(
  z.minLength(1),
  z.maxLength(maxBatchPhotos),
  z.refine((ids) => new Set(ids).size === ids.length, { error: "names a photo twice" }),
);
const command = z.string().check(z.trim(), z.maxLength(maxCommandLength));

const operation = <In extends z.ZodMiniType, Out extends z.ZodMiniType>(
  kind: "query" | "mutation",
  name: string,
  variables: Readonly<Record<string, string>>,
  input: In,
  output: Out,
  selection: string,
): Operation<In, Out> => {
  const declared = Object.entries(variables).map(([key, type]) => `$${key}: ${type}`);
  const passed = Object.keys(variables).map((key) => `${key}: $${key}`);
  return {
    name,
    kind,
    input,
    output,
    document: `${kind} ${name[0]?.toUpperCase()}${name.slice(1)}${brackets(declared)} { ${name}${brackets(passed)} { ${selection} } }`,
  };
};

const brackets = (parts: readonly string[]): string => (parts.length > 0 ? `(${parts.join(", ")})` : "");

/** The API of DESIGN.md section 5, said once: the app, the headless client and the functions all read it here. */
export const operations = {
  createUpload: operation(
    "mutation",
    "createUpload",
    { requestId: "ID!", fileName: "String!", contentType: "String!", sizeBytes: "Int!", listingId: "ID" },
    z.object({
      requestId,
      fileName: z.string().check(z.minLength(1), z.maxLength(maxFileNameLength)),
      contentType: z.string().check(z.maxLength(100)),
      sizeBytes: z.int().check(z.minimum(0)),
      listingId: optional(listingId),
    }),
    z.object({ image: optional(imageView), post: optional(uploadPost), ...refusable }),
    `image { ${imageFields} } post { url fields } ${problemFields}`,
  ),
  completeUpload: operation(
    "mutation",
    "completeUpload",
    { imageId: "ID!" },
    z.object({ imageId }),
    imageReply,
    imageAnswer,
  ),
  analyzeImage: operation(
    "mutation",
    "analyzeImage",
    { imageId: "ID!" },
    z.object({ imageId }),
    imageReply,
    imageAnswer,
  ),
  requestEdit: operation(
    "mutation",
    "requestEdit",
    {
      requestId: "ID!",
      imageId: "ID!",
      parentEditId: "ID",
      regenerates: "ID",
      editType: "String!",
      params: "AWSJSON!",
      seed: "Int",
    },
    z.object({
      requestId,
      imageId,
      /** The edit whose result this one is made on; the original when absent. */
      parentEditId: optional(editId),
      /** A preview or kept edit this is another variant of. Its mask is used again when none comes along. */
      regenerates: optional(editId),
      editType: z.string(),
      params: awsJson(z.record(z.string(), z.unknown())),
      seed: optional(z.int().check(z.minimum(1), z.maximum(2_147_483_647))),
    }),
    editReply,
    editAnswer,
  ),
  acceptEdit: operation(
    "mutation",
    "acceptEdit",
    { editId: "ID!" },
    z.object({ editId }),
    editReply,
    editAnswer,
  ),
  cancelEdit: operation(
    "mutation",
    "cancelEdit",
    { editId: "ID!" },
    z.object({ editId }),
    deleteReply,
    `deleted ${problemFields}`,
  ),
  deleteEdit: operation(
    "mutation",
    "deleteEdit",
    { editId: "ID!" },
    z.object({ editId }),
    deleteReply,
    `deleted ${problemFields}`,
  ),
  deleteImage: operation(
    "mutation",
    "deleteImage",
    { imageId: "ID!" },
    z.object({ imageId }),
    deleteReply,
    `deleted ${problemFields}`,
  ),
  updateImage: operation(
    "mutation",
    "updateImage",
    { imageId: "ID!", fileName: "String", room: "String" },
    z.object({
      imageId,
      /** What is not given stays as it is. */
      fileName: optional(z.string().check(z.minLength(1), z.maxLength(maxFileNameLength))),
      /** Empty: no room. */
      room: optional(z.string().check(z.trim(), z.maxLength(maxRoomNameLength))),
    }),
    imageReply,
    imageAnswer,
  ),
  moveImages: operation(
    "mutation",
    "moveImages",
    { imageIds: "[ID!]!", listingId: "ID" },
    z.object({
      imageIds: z.array(imageId).check(z.minLength(1), z.maxLength(maxMovedImages)),
      /** Where they go; out of any listing when absent. */
      listingId: optional(listingId),
    }),
    z.object({
      /** One for each image asked for, in that order: where it is now, or why not. */
      outcomes: z.array(z.object({ imageId, image: optional(imageView), ...refusable })),
      ...refusable,
    }),
    `outcomes { imageId image { ${imageFields} } ${problemFields} } ${problemFields}`,
  ),
  createListing: operation(
    "mutation",
    "createListing",
    { requestId: "ID!", name: "String!", rooms: "[String!]", isSample: "Boolean" },
    z.object({
      requestId,
      name: listingName,
      /** The usual ones when absent. */
      rooms: optional(roomNames),
      isSample: optional(z.boolean()),
    }),
    listingReply,
    listingAnswer,
  ),
  updateListing: operation(
    "mutation",
    "updateListing",
    { listingId: "ID!", version: "Int", name: "String", rooms: "[String!]", coverImageId: "ID" },
    z.object({
      listingId,
      /** The version the change was made on; another one now is a conflict. Whatever is there when absent. */
      version: optional(z.int()),
      /** What is not given stays as it is. */
      name: optional(listingName),
      rooms: optional(roomNames),
      coverImageId: optional(imageId),
    }),
    listingReply,
    listingAnswer,
  ),
  deleteListing: operation(
    "mutation",
    "deleteListing",
    { listingId: "ID!", images: "String!" },
    z.object({
      listingId,
      /** keep: its photos stay, in no listing · delete: they go with it, and their edits. */
      images: z.enum(["keep", "delete"]),
    }),
    deleteReply,
    `deleted ${problemFields}`,
  ),
  getListing: operation(
    "query",
    "getListing",
    { listingId: "ID!" },
    z.object({ listingId }),
    listingReply,
    listingAnswer,
  ),
  listListings: operation(
    "query",
    "listListings",
    { limit: "Int", nextToken: "String", updatedSince: "String" },
    z.object(page),
    z.object({ items: z.array(listingView), nextToken: optional(z.string()), ...refusable }),
    `items { ${listingFields} } nextToken ${problemFields}`,
  ),
  deleteMyData: operation(
    "mutation",
    "deleteMyData",
    { confirmation: "String!" },
    z.object({ confirmation: z.string().check(z.maxLength(40)) }),
    deleteReply,
    `deleted ${problemFields}`,
  ),
  getImage: operation(
    "query",
    "getImage",
    { imageId: "ID!" },
    z.object({ imageId }),
    imageReply,
    imageAnswer,
  ),
  listImages: operation(
    "query",
    "listImages",
    { listingId: "ID", limit: "Int", nextToken: "String", updatedSince: "String" },
    /** Of one listing when it is named, else all. */
    z.object({ listingId: optional(listingId), ...page }),
    z.object({ items: z.array(imageView), nextToken: optional(z.string()), ...refusable }),
    `items { ${imageFields} } nextToken ${problemFields}`,
  ),
  getEdit: operation("query", "getEdit", { editId: "ID!" }, z.object({ editId }), editReply, editAnswer),
  getEditHistory: operation(
    "query",
    "getEditHistory",
    { imageId: "ID", limit: "Int", nextToken: "String", updatedSince: "String" },
    z.object({ imageId: optional(imageId), ...page }),
    z.object({ items: z.array(editView), nextToken: optional(z.string()), ...refusable }),
    `items { ${editFields} } nextToken ${problemFields}`,
  ),
  planBatch: operation(
    "mutation",
    "planBatch",
    { imageIds: "[ID!]!", command: "String", steps: "AWSJSON" },
    z
      .object({
        imageIds: batchImages,
        command: optional(command),
        /** Instead of a command: a preset, a saved recipe, or a plan that was changed by hand. */
        steps: optional(awsJson(z.nullish(planSteps))),
      })
      .check(
        z.refine(({ command: said, steps }) => Boolean(said) !== Boolean(steps), {
          error: "must be given, or else steps, and not both",
          path: ["command"],
        }),
      ),
    z.object({
      /** What the command was read as: a question in it must be answered by another command first. */
      plan: awsJson(z.nullish(commandPlan)),
      /** What it does to each photo, in the order they were named; none beside a problem. */
      photos: z.array(photoPlanView),
      /** The id of the model that read the command, or "grammar". */
      readBy: optional(z.string()),
      ...refusable,
    }),
    `plan photos { ${photoPlanFields} } readBy ${problemFields}`,
  ),
  startBatch: operation(
    "mutation",
    "startBatch",
    { requestId: "ID!", imageIds: "[ID!]!", steps: "AWSJSON!", command: "String" },
    z.object({
      requestId,
      imageIds: batchImages,
      steps: awsJson(planSteps.check(z.minLength(1))),
      /** What it was planned from, to be shown. */
      command: optional(command),
    }),
    batchReply,
    batchAnswer,
  ),
  cancelBatch: operation(
    "mutation",
    "cancelBatch",
    { batchId: "ID!" },
    z.object({ batchId }),
    batchReply,
    batchAnswer,
  ),
  retryBatch: operation(
    "mutation",
    "retryBatch",
    { batchId: "ID!" },
    z.object({ batchId }),
    batchReply,
    batchAnswer,
  ),
  undoBatch: operation(
    "mutation",
    "undoBatch",
    { batchId: "ID!" },
    z.object({ batchId }),
    batchReply,
    batchAnswer,
  ),
  getBatch: operation(
    "query",
    "getBatch",
    { batchId: "ID!" },
    z.object({ batchId }),
    batchReply,
    batchAnswer,
  ),
  listBatches: operation(
    "query",
    "listBatches",
    { limit: "Int", nextToken: "String", updatedSince: "String" },
    /** Every batch comes with its tasks: five a page unless told. */
    z.object({ ...page, limit: optional(z.int().check(z.minimum(1), z.maximum(10))) }),
    z.object({ items: z.array(batchView), nextToken: optional(z.string()), ...refusable }),
    `items { ${batchFields} } nextToken ${problemFields}`,
  ),
  saveRecipe: operation(
    "mutation",
    "saveRecipe",
    { name: "String!", steps: "AWSJSON!" },
    z.object({ name: recipeName, steps: awsJson(recipe) }),
    z.object({ recipe: optional(recipeView), ...refusable }),
    `recipe { ${recipeFields} } ${problemFields}`,
  ),
  listRecipes: operation(
    "query",
    "listRecipes",
    {},
    z.object({}),
    z.object({ items: z.array(recipeView), ...refusable }),
    `items { ${recipeFields} } ${problemFields}`,
  ),
  deleteRecipe: operation(
    "mutation",
    "deleteRecipe",
    { recipeId: "ID!" },
    z.object({ recipeId }),
    deleteReply,
    `deleted ${problemFields}`,
  ),
  getDownload: operation(
    "query",
    "getDownload",
    { imageId: "ID", editId: "ID", format: "String!" },
    z.object({
      imageId: optional(imageId),
      editId: optional(editId),
      /**
       * original: the upload, byte for byte · lossless: exactly the pixels the edit made · jpeg: quality ≥ 95, 4:4:4 ·
       * delivered: of a recipe, the file that its steps ask for.
       */
      format: z.enum(["original", "lossless", "jpeg", "delivered"]),
    }),
    z.object({
      url: optional(z.string()),
      fileName: optional(z.string()),
      contentType: optional(z.string()),
      ...refusable,
    }),
    `url fileName contentType ${problemFields}`,
  ),
} as const;

export type OperationName = keyof typeof operations;
export type Input<N extends OperationName> = z.input<(typeof operations)[N]["input"]>;
export type ReadInput<N extends OperationName> = z.infer<(typeof operations)[N]["input"]>;
export type Output<N extends OperationName> = z.infer<(typeof operations)[N]["output"]>;

/** The confirmation `deleteMyData` wants, typed by a person. */
export const deleteConfirmation = "DELETE";
