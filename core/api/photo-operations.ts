import * as z from "zod/mini";
import { editId, imageId, listingId, requestId } from "../ids.ts";
import { maxFileNameLength } from "../limits/limits.ts";
import { awsJson } from "./json.ts";
import { editFields, imageFields, listingFields, problemFields } from "./fields.ts";
import { deleteReply, operation, page, refusable } from "./operation.ts";
import { orNull } from "./problem-view.ts";
import { editView, imageView, listingView, uploadPost } from "./views.ts";

export const imageReply = z.object({ image: orNull(imageView), ...refusable });
const editReply = z.object({ edit: orNull(editView), ...refusable });

export const imageAnswer = `image { ${imageFields} } ${problemFields}`;
const editAnswer = `edit { ${editFields} } ${problemFields}`;

/** Photos one by one, and what the app's first screens show. */
export const photoOperations = {
  createUpload: operation(
    "mutation",
    "createUpload",
    { requestId: "ID!", fileName: "String!", contentType: "String!", sizeBytes: "Int!", listingId: "ID" },
    z.object({
      requestId,
      fileName: z.string().check(z.minLength(1), z.maxLength(maxFileNameLength)),
      contentType: z.string().check(z.maxLength(100)),
      sizeBytes: z.int().check(z.minimum(0)),
      listingId: orNull(listingId),
    }),
    z.object({ image: orNull(imageView), post: orNull(uploadPost), ...refusable }),
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
      parentEditId: orNull(editId),
      /** A preview or kept edit this is another variant of. Its mask is used again when none comes along. */
      regenerates: orNull(editId),
      editType: z.string(),
      params: awsJson(z.record(z.string(), z.unknown())),
      seed: orNull(z.int().check(z.minimum(1), z.maximum(2_147_483_647))),
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
  listListings: operation(
    "query",
    "listListings",
    { limit: "Int", nextToken: "String", updatedSince: "String" },
    z.object(page),
    z.object({ items: z.array(listingView), nextToken: orNull(z.string()), ...refusable }),
    `items { ${listingFields} } nextToken ${problemFields}`,
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
    z.object({ listingId: orNull(listingId), ...page }),
    z.object({ items: z.array(imageView), nextToken: orNull(z.string()), ...refusable }),
    `items { ${imageFields} } nextToken ${problemFields}`,
  ),
  getEdit: operation("query", "getEdit", { editId: "ID!" }, z.object({ editId }), editReply, editAnswer),
  getEditHistory: operation(
    "query",
    "getEditHistory",
    { imageId: "ID", limit: "Int", nextToken: "String", updatedSince: "String" },
    z.object({ imageId: orNull(imageId), ...page }),
    z.object({ items: z.array(editView), nextToken: orNull(z.string()), ...refusable }),
    `items { ${editFields} } nextToken ${problemFields}`,
  ),
  getDownload: operation(
    "query",
    "getDownload",
    { imageId: "ID", editId: "ID", format: "String!" },
    z.object({
      imageId: orNull(imageId),
      editId: orNull(editId),
      /**
       * original: the upload, byte for byte · lossless: exactly the pixels the edit made · jpeg: quality ≥ 95, 4:4:4 ·
       * delivered: of a recipe, the file that its steps ask for.
       */
      format: z.enum(["original", "lossless", "jpeg", "delivered"]),
    }),
    z.object({
      url: orNull(z.string()),
      fileName: orNull(z.string()),
      contentType: orNull(z.string()),
      ...refusable,
    }),
    `url fileName contentType ${problemFields}`,
  ),
} as const;
