import * as z from "zod/mini";
import { type StudioJob } from "./studio.ts";

/** What the pool posts to its threads. */
export type StudioCall =
  | { readonly kind: "edit"; readonly job: StudioJob }
  | { readonly kind: "analyse"; readonly image: Uint8Array };

/** What a thread posts back; errors travel by name, since a class does not survive the way. */
export const studioReply = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("done"), value: z.unknown() }),
  z.object({ kind: z.literal("undecodable"), message: z.string() }),
  z.object({ kind: z.literal("empty-mask"), message: z.string() }),
  z.object({ kind: z.literal("cannot-draw"), message: z.string() }),
  z.object({ kind: z.literal("failed"), message: z.string() }),
]);
export type StudioReply = z.infer<typeof studioReply>;
