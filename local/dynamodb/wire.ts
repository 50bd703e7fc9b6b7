import * as z from "zod/mini";

/** What the parent asks the process of the database, and what comes back: an HTTP answer. */
export const dynamoCall = z.object({ operation: z.string(), input: z.unknown() });

export const dynamoReply = z.object({ status: z.int(), body: z.record(z.string(), z.unknown()) });
export type DynamoReply = z.infer<typeof dynamoReply>;
