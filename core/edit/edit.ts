import * as z from "zod/mini";

/** pending → processing → preview → completed | failed; corrupted: its object is missing, hidden from history. */
export const editStatuses = ["pending", "processing", "preview", "completed", "failed", "corrupted"] as const;
export const editStatus = z.enum(editStatuses);
export type EditStatus = z.infer<typeof editStatus>;

const next: Readonly<Record<EditStatus, readonly EditStatus[]>> = {
  pending: ["processing", "failed"],
  // A worker that died leaves "processing"; the message comes again and work starts over.
  processing: ["processing", "preview", "failed"],
  preview: ["completed", "corrupted"],
  completed: ["corrupted"],
  failed: [],
  corrupted: [],
};

export const canBecome = (from: EditStatus, to: EditStatus): boolean => next[from].includes(to);
export const statusesBefore = (to: EditStatus): readonly EditStatus[] =>
  editStatuses.filter((from) => canBecome(from, to));
export const isWaiting = (status: EditStatus): boolean => status === "pending" || status === "processing";
export const isInHistory = (status: EditStatus): boolean => status !== "corrupted";

/** What a worker is doing, in order. */
export const editSteps = ["reading", "masking", "editing", "composing", "checking", "saving"] as const;
export const editStep = z.enum(editSteps);
export type EditStep = z.infer<typeof editStep>;

/** What the law calls the result: see core/disclosure. */
export const legalClass = z.enum(["unaltered", "adjusted", "altered"]);
export type LegalClass = z.infer<typeof legalClass>;
