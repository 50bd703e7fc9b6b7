import * as z from "zod/mini";

/** Everything a person can be told about and act on. What is not here is a bug, and is thrown. */
export const problemKinds = [
  "file-too-large",
  "unsupported-format",
  "too-many-pixels",
  "too-small",
  "unreadable",
  "upload-failed",
  "invalid-params",
  "mask-missing",
  "mask-empty",
  "mask-covers-all",
  "rate-limited",
  "not-allowed",
  "not-found",
  "conflict",
  "not-ready",
  "chain-too-long",
  "timeout",
  "model-failed",
  "model-busy",
  "filtered",
  "structure-changed",
  "no-sky",
  "already-dusk",
  "no-floor",
  "already-furnished",
  "corners-no-floor",
  "not-understood",
  "surface-not-found",
  "not-property",
  "save-failed",
  "load-failed",
  "corrupted",
  "confirmation-needed",
  "too-many-listings",
  "too-many-recipes",
  "storage-full",
  "request-not-understood",
  "request-too-large",
] as const;
const problemKind = z.enum(problemKinds);
export type ProblemKind = z.infer<typeof problemKind>;

/** A refusal with its message and remedy, as it travels: both sentences are shown as they stand. */
export const problem = z.object({
  kind: problemKind,
  message: z.string(),
  remedy: z.string(),
  /** The input that was wrong, as a path: "params.brightness". */
  field: z.optional(z.string()),
  /** For "rate-limited" and "model-busy": whole seconds until it makes sense to ask again. */
  retryAfterSeconds: z.optional(z.int()),
});
