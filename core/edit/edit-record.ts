import * as z from "zod/mini";
import { batchId, editId, imageId, requestId, userId } from "../ids.ts";
import { problem } from "../problem-schema.ts";
import { surfaces } from "../renovation/plan.ts";
import { keptAsk } from "./ask.ts";
import { editStatus, editStep, legalClass } from "./edit.ts";
import { type EditType } from "./edit-type.ts";

/** One operation on an image: its record, seeds/001 and DESIGN.md section 5. Times are ISO 8601 UTC. */
export const editRecord = z.object({
  editId,
  userId,
  imageId,
  requestId,
  parentEditId: z.optional(editId),
  /** The batch it is a task of: such an edit is kept when it is made, without a person. */
  batchId: z.optional(batchId),
  /** The first of the variants this is one of; itself when it is the first. */
  variantOf: editId,
  /** 1 for the first variant, counting up with every regenerate. */
  attempt: z.int().check(z.minimum(1)),
  ask: keptAsk,
  /** Keys in the bucket. `resultKey` names the lossless file of a preview or a kept result. */
  sourceKey: z.string(),
  maskKey: z.optional(z.string()),
  resultKey: z.optional(z.string()),
  status: editStatus,
  step: z.optional(editStep),
  seed: z.int().check(z.minimum(1), z.maximum(4_294_967_294)),
  createdAt: z.string(),
  updatedAt: z.string(),
  startedAt: z.optional(z.string()),
  completedAt: z.optional(z.string()),
  modelId: z.optional(z.string()),
  processingTimeMs: z.optional(z.int()),
  /** Milliseconds this is expected to take, said before it starts. */
  estimateMs: z.int(),
  widthPx: z.optional(z.int()),
  heightPx: z.optional(z.int()),
  /** The files of its result together. */
  resultBytes: z.optional(z.int()),
  /** The structure check: 1 = every edge outside the edited region stands where it stood. */
  structureScore: z.optional(z.number()),
  legalClass,
  /** Of a renovation by the studio: the surfaces that were asked for and changed, and those that were not found. */
  found: z.optional(z.array(z.enum(surfaces))),
  notFound: z.optional(z.array(z.enum(surfaces))),
  /** The furniture of a staging by the studio, as functions/edit/kept-scene.ts writes it, for other photos of the room. */
  scene: z.optional(z.string()),
  problem: z.optional(problem),
});
export type EditRecord = z.infer<typeof editRecord>;

/** What it takes of its owner's storage, bytes: nothing until it is kept. */
export const editStorage = ({
  status,
  resultBytes = 0,
}: Pick<EditRecord, "status" | "resultBytes">): number => (status === "completed" ? resultBytes : 0);

export const editTypeOf = (record: Pick<EditRecord, "ask">): EditType => record.ask.editType;
