import { parentPort } from "node:worker_threads";
import { type StudioCall, type StudioReply } from "./studio-call.ts";
import { analysePicture, editPicture } from "./studio-work.ts";
import { CannotDraw, EmptyMask, UndecodablePicture } from "./studio.ts";

/** One thread of the studio: answers one call at a time. */
parentPort?.on("message", (call: StudioCall) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  void answer(call).then((reply) => parentPort?.postMessage(reply));
});

async function answer(call: StudioCall): Promise<StudioReply> {
  try {
    const value = call.kind === "edit" ? await editPicture(call.job) : await analysePicture(call.image);
    return { kind: "done", value };
  } catch (error) {
    if (error instanceof UndecodablePicture) return { kind: "undecodable", message: error.message };
    if (error instanceof CannotDraw) return { kind: "cannot-draw", message: error.message };
    if (error instanceof EmptyMask) return { kind: "empty-mask", message: error.message };
    return {
      kind: "failed",
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
