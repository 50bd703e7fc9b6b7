import * as z from "zod/mini";
import { photoAnalysis } from "../analysis/analysis.ts";
import { suggestion } from "../analysis/suggestion.ts";
import { imageId, listingId, requestId, userId } from "../ids.ts";
import { problem } from "../problem-schema.ts";
import { uploadType } from "./format.ts";

/** announced: bytes awaited · preparing: being read · ready · refused: with its problem, bytes removed. */
export const imageStates = ["announced", "preparing", "ready", "refused"] as const;
export const imageState = z.enum(imageStates);

/** A failed analysis never blocks the photo: it stays ready, without suggestions. */
export const analysisStates = ["none", "pending", "done", "failed"] as const;
export const analysisState = z.enum(analysisStates);

/** A picture someone put in: its record, seeds/001. Sizes in bytes and upright pixels, times ISO 8601 UTC. */
export const imageRecord = z.object({
  imageId,
  userId,
  requestId,
  listingId: z.optional(listingId),
  /** The room it shows, as its owner says. */
  room: z.optional(z.string()),
  state: imageState,
  originalKey: z.string(),
  fileName: z.string(),
  fileSize: z.int(),
  contentType: uploadType,
  /** 0 until the photo is ready. */
  width: z.int(),
  height: z.int(),
  createdAt: z.string(),
  uploadedAt: z.optional(z.string()),
  updatedAt: z.string(),
  analysisState,
  analysis: z.optional(photoAnalysis),
  analysisModelId: z.optional(z.string()),
  suggestions: z.array(suggestion),
  suggestedAt: z.optional(z.string()),
  problem: z.optional(problem),
});
export type ImageRecord = z.infer<typeof imageRecord>;

/** What it takes of its owner's storage, bytes: its original, from the moment it is announced until it is gone. */
export const imageStorage = ({ state, fileSize }: Pick<ImageRecord, "state" | "fileSize">): number =>
  state === "refused" ? 0 : fileSize;
