import * as z from "zod/mini";

export interface ItemKey {
  readonly PK: string;
  readonly SK: string;
}

export const entityTypes = [
  "ImageMetadata",
  "EditRecord",
  "ListingRecord",
  "BatchRecord",
  "RecipeRecord",
  "LimitCounter",
  "ModelTurns",
  "Request",
  "Deletion",
  "SweepPlace",
  "FailedWork",
  "ModelLifecycle",
] as const;

/** Who is at work on a record, and until when nobody else may take it. */
const lease = z.object({
  /** What is being worked off, a queue message: the same one again means its last worker is dead. */
  work: z.string(),
  /** One attempt at it. */
  run: z.string(),
  untilMs: z.number(),
});
export type Lease = z.infer<typeof lease>;

/** A row of the table, seeds/001. Times in milliseconds since 1970; `TTL` in seconds. */
export const item = z.object({
  PK: z.string(),
  SK: z.string(),
  EntityType: z.enum(entityTypes),
  Data: z.record(z.string(), z.unknown()),
  CreatedAt: z.number(),
  UpdatedAt: z.number(),
  /** Counts the writes: a write that expects a version changes nothing when another was faster. */
  Version: z.number(),
  TTL: z.optional(z.number()),
  /** Of a counter. */
  Count: z.optional(z.number()),
  Lease: z.optional(lease),
  GSI1PK: z.optional(z.string()),
  GSI1SK: z.optional(z.string()),
});
export type Item = z.infer<typeof item>;

/** DynamoDB removes expired rows within two days; until then they are as good as gone. */
export const isExpired = ({ TTL }: Pick<Item, "TTL">, nowMs: number): boolean =>
  TTL !== undefined && TTL * 1000 <= nowMs;

export const secondsOf = (ms: number): number => Math.ceil(ms / 1000);
