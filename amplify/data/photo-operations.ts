import { a } from "@aws-amplify/backend";
import { mutation, query } from "./operation.ts";

export const photoOperations = {
  createUpload: mutation("UploadReply", {
    requestId: a.id().required(),
    fileName: a.string().required(),
    contentType: a.string().required(),
    sizeBytes: a.integer().required(),
    listingId: a.id(),
  }),
  completeUpload: mutation("ImageReply", { imageId: a.id().required() }),
  analyzeImage: mutation("ImageReply", { imageId: a.id().required() }),
  updateImage: mutation("ImageReply", { imageId: a.id().required(), fileName: a.string(), room: a.string() }),
  moveImages: mutation("MoveReply", { imageIds: a.id().required().array().required(), listingId: a.id() }),
  deleteImage: mutation("DeleteReply", { imageId: a.id().required() }),
  getImage: query("ImageReply", { imageId: a.id().required() }),
  listImages: query("ImagePage", {
    listingId: a.id(),
    limit: a.integer(),
    nextToken: a.string(),
    updatedSince: a.string(),
  }),
  getDownload: query("DownloadReply", { imageId: a.id(), editId: a.id(), format: a.string().required() }),
  getAllowances: query("AllowanceList"),
  deleteMyData: mutation("DeleteReply", { confirmation: a.string().required() }),
};
