import { type UploadType } from "../image/format.ts";
import { type BatchFormat } from "./op.ts";

/** The format that a photo is delivered in when nobody asks for another: its own, JPEG for HEIC. */
export const ownFormat = (type: UploadType): BatchFormat => {
  if (type === "image/png") return "png";
  return type === "image/webp" ? "webp" : "jpeg";
};
