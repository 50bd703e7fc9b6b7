import * as z from "zod/mini";

/** A message attribute as in the API; binary values stay in base64. */
export const messageAttribute = z.object({
  DataType: z.string().check(z.minLength(1)),
  StringValue: z.optional(z.string()),
  BinaryValue: z.optional(z.string()),
});
export type MessageAttribute = z.infer<typeof messageAttribute>;

/** A message as it lies on disk. Times in milliseconds since 1970. */
export const message = z.object({
  id: z.string(),
  /** Grows with every message sent to the queue: the order of delivery. */
  order: z.number(),
  body: z.string(),
  attributes: z.record(z.string(), messageAttribute),
  sentAt: z.number(),
  /** Nobody receives it before. */
  visibleAt: z.number(),
  receiveCount: z.int(),
  firstReceivedAt: z.optional(z.number()),
  /** Given to the last receiver; only this one deletes. */
  receipt: z.optional(z.string()),
  /** Who holds it, when that is a part of this cloud which dies with it. */
  holder: z.optional(z.string()),
  /** The queue it was moved from after too many receives. */
  deadLetterOf: z.optional(z.string()),
});
export type Message = z.infer<typeof message>;
