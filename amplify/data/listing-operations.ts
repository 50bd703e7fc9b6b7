import { a } from "@aws-amplify/backend";
import { mutation, query } from "./operation.ts";

export const listingOperations = {
  createListing: mutation("ListingReply", {
    requestId: a.id().required(),
    name: a.string().required(),
    rooms: a.string().required().array(),
    isSample: a.boolean(),
  }),
  updateListing: mutation("ListingReply", {
    listingId: a.id().required(),
    version: a.integer(),
    name: a.string(),
    rooms: a.string().required().array(),
    coverImageId: a.id(),
  }),
  deleteListing: mutation("DeleteReply", { listingId: a.id().required(), images: a.string().required() }),
  getListing: query("ListingReply", { listingId: a.id().required() }),
  listListings: query("ListingPage", { limit: a.integer(), nextToken: a.string(), updatedSince: a.string() }),
};
