import { describe, expect, it } from "vitest";
import { crashWalk, everyDeath } from "#test/functions/crash/crash-walk.ts";
import { deeds } from "#test/functions/crash/deeds.ts";
import { deletions } from "#test/functions/crash/deletions.ts";
import { aWorld } from "#test/functions/fakes/world.ts";

describe.each(Object.entries({ ...deeds, ...deletions }))("%s", (_name, deed) => {
  it("killed before or after any call to the outside leaves every record with its objects and every object with its record", async () => {
    const broken = await crashWalk(deed, {
      open: () => aWorld(),
      look: async () => undefined,
      deaths: everyDeath,
    });
    expect(broken).toEqual([]);
  }, 240_000);
});
