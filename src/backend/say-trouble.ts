import { toast } from "#src/design/toast.tsx";
import { explain } from "./trouble.ts";

/** Says what stood in the way where there is no better place for it. */
export function sayTrouble(error: unknown): void {
  const { message, remedy } = explain(error);
  toast({ text: `${message} ${remedy}`, forMs: 10_000 });
}
