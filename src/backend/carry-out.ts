import { type Deletion, idOf, type Thing } from "./deletion.ts";
import { type DeletionShelf } from "./deletion-shelf.ts";
import { isGone, NoSignal, Refused, SignedOut } from "./trouble.ts";

/**
 * Carries out every deletion that is due, one after the other. What has no answer yet (no signal, signed out, too many
 * at once) stays on the shelf for the next time; doing one twice is doing it once, for what is gone is as it was wanted.
 * One of these at a time: see `deletions.ts`.
 * @param remove asks the backend; throws what `Call` throws
 * @param onEnd hears of each that is off the shelf; with what it was refused for, where it was
 */
export async function carryOut(
  shelf: DeletionShelf,
  isDue: (deletion: Deletion) => boolean,
  remove: (thing: Thing) => Promise<void>,
  onEnd: (thing: Thing, refusal?: Refused) => void,
): Promise<void> {
  for (const deletion of await shelf.all()) {
    const { thing } = deletion;
    if (!isDue(deletion) || !(await shelf.begin(idOf(thing)))) continue;
    const outcome = await attempt(thing, remove);
    if (outcome === "later") return;
    await shelf.end(idOf(thing));
    onEnd(thing, outcome === "gone" ? undefined : outcome);
  }
}

async function attempt(
  thing: Thing,
  remove: (thing: Thing) => Promise<void>,
): Promise<"gone" | "later" | Refused> {
  try {
    await remove(thing);
    return "gone";
  } catch (error) {
    if (error instanceof NoSignal || error instanceof SignedOut) return "later";
    if (!(error instanceof Refused)) throw error;
    if (isGone(error)) return "gone";
    return error.problem.retryAfterSeconds === undefined ? error : "later";
  }
}
