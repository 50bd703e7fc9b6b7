import * as z from "zod/mini";
import { imageId, listingId, requestId } from "../ids.ts";
import { maxFileNameLength, maxMovedImages, maxRoomNameLength } from "../limits/limits.ts";
import { listingName, roomNames } from "../listing/listing.ts";
import { imageFields, listingFields, problemFields } from "./fields.ts";
import { deleteReply, operation, refusable } from "./operation.ts";
import { imageAnswer, imageReply } from "./photo-operations.ts";
import { orNull } from "./problem-view.ts";
import { imageView, listingView } from "./views.ts";

const listingReply = z.object({ listing: orNull(listingView), ...refusable });
const listingAnswer = `listing { ${listingFields} } ${problemFields}`;

/** What puts photos in order: listings, rooms and names. */
export const listingOperations = {
  updateImage: operation(
    "mutation",
    "updateImage",
    { imageId: "ID!", fileName: "String", room: "String" },
    z.object({
      imageId,
      /** What is not given stays as it is. */
      fileName: orNull(z.string().check(z.minLength(1), z.maxLength(maxFileNameLength))),
      /** Empty: no room. */
      room: orNull(z.string().check(z.trim(), z.maxLength(maxRoomNameLength))),
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
      listingId: orNull(listingId),
    }),
    z.object({
      /** One for each image asked for, in that order: where it is now, or why not. */
      outcomes: z.array(z.object({ imageId, image: orNull(imageView), ...refusable })),
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
      rooms: orNull(roomNames),
      isSample: orNull(z.boolean()),
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
      version: orNull(z.int()),
      /** What is not given stays as it is. */
      name: orNull(listingName),
      rooms: orNull(roomNames),
      coverImageId: orNull(imageId),
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
} as const;
