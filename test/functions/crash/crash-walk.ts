import { expect } from "vitest";
import { times } from "#core/limits/times.ts";
import { sweepPerson } from "#functions/sweep/sweep-person.ts";
import { type Deed, type Scene } from "#test/functions/crash/deeds.ts";
import { type Death, dyingWorld, Killed } from "#test/functions/crash/dying-world.ts";
import { brokenIn } from "#test/functions/crash/wholeness.ts";
import { type World, workAll } from "#test/functions/fakes/world.ts";

/** A world to crash in. */
export interface CrashWorld {
  readonly open: () => World;
  /** Brings what the test looks at up to what the stores hold. */
  readonly look: (scene: Scene) => Promise<void>;
  /** Which of a deed's calls to the outside to die at. */
  readonly deaths: (calls: number) => readonly Death[];
}

/** Every call of a deed, before and after. */
export const everyDeath = (calls: number): readonly Death[] =>
  Array.from({ length: calls }, (_, call) => call).flatMap((call) => [
    { call, when: "before" as const },
    { call, when: "after" as const },
  ]);

/**
 * Dies at the calls of a deed, lets time do what it does, and looks whether every record has its objects and every object
 * its record.
 * @returns what is broken; empty when nothing is
 */
export async function crashWalk(deed: Deed, { open, look, deaths }: CrashWorld): Promise<readonly string[]> {
  const begin = async (): Promise<Scene> => {
    const scene = await deed.before(open());
    await look(scene);
    return scene;
  };
  const rehearsal = await begin();
  const recorded = dyingWorld(rehearsal.world);
  await deed.doIt(recorded.world, rehearsal);
  expect(recorded.calls.length).toBeGreaterThan(0);

  const broken: string[] = [];
  for (const death of deaths(recorded.calls.length)) {
    const scene = await begin();
    const died = await die(scene, deed, death);
    // A call that is caught where it happens, such as the news of a status, kills nobody who would notice.
    if (!died) continue;
    if (deed.isRepeated) {
      scene.world.time.nowMs += 10 * 60_000;
      await deed.doIt(scene.world, scene);
    }
    const note = (what: string): void =>
      void broken.push(`${death.when} ${death.call} ${recorded.calls[death.call]}: ${what}`);
    await afterAWhile(scene);
    await look(scene);
    brokenIn(scene.world).forEach(note);
    deed.after?.(scene);
    // A day later no preview is left, and nothing that only a preview could excuse.
    scene.world.time.nowMs += times.previewKeptMs;
    await afterAWhile(scene);
    await look(scene);
    brokenIn(scene.world).forEach(note);
  }
  return broken;
}

/** What time does: leases run out, the queue delivers again, the sweeper comes by, expired things are swept. */
async function afterAWhile({ world, user }: Scene): Promise<void> {
  for (let pass = 0; pass < 3; pass++) {
    world.time.nowMs += 2 * times.hourMs;
    // What nobody asked to keep ends by itself.
    await workAll(world);
    await sweepPerson(world, world.walk, user);
    await workAll(world);
  }
}

async function die(scene: Scene, deed: Deed, death: Death): Promise<boolean> {
  try {
    await deed.doIt(dyingWorld(scene.world, death).world, scene);
    return false;
  } catch (error) {
    if (!(error instanceof Killed) && !(error instanceof Error && error.cause instanceof Killed)) throw error;
    return true;
  }
}
