import * as z from "zod/mini";
import { imageId } from "#core/ids.ts";
import { maxCommandLength } from "#core/batch/plan.ts";

/**
 * What the batch screen is opened with. It lies beside the screen's address in the browser's history: a reload or a
 * way back finds the photos still chosen and the words still there, and no link to it can be sent to anybody.
 */
const chosen = z.object({
  imageIds: z.array(imageId),
  command: z.optional(z.string().check(z.maxLength(maxCommandLength))),
});
export type Chosen = z.infer<typeof chosen>;

/** What is there is from an older version of the app, or from elsewhere: then nothing is chosen. */
export function readChosen(state: unknown): Chosen {
  const read = chosen.safeParse(state);
  return read.success ? read.data : { imageIds: [] };
}

export const keepChosen = (kept: Chosen): void => window.history.replaceState(kept, "");
