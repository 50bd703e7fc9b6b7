import * as z from "zod/mini";

/**
 * The child's side of `superviseChild`: answers every request of the parent with what `handle` resolves to.
 * Leaves when the parent is gone, after `beforeExit`; the parent's `kill -9` closes the channel too.
 */
export function answerParent(
  handle: (payload: unknown) => Promise<unknown>,
  beforeExit: () => Promise<void> = async () => undefined,
): void {
  // A Ctrl-C reaches the whole group; the parent decides when its children leave.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => undefined);
  process.on("disconnect", () => {
    void beforeExit().finally(() => process.exit(0));
  });
  process.on("message", (raw) => {
    const { id, payload } = request.parse(raw);
    void handle(payload).then((reply) => tellParent({ type: "reply", id, payload: reply }));
  });
  tellParent({ type: "ready" });
}

const request = z.object({ type: z.literal("request"), id: z.int(), payload: z.unknown() });

function tellParent(message: object): void {
  if (process.connected) process.send?.(message);
}
