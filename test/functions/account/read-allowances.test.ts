import { describe, expect, it } from "vitest";
import { allowance, limitNames } from "#core/limits/plans.ts";
import { readAllowances } from "#functions/account/read-allowances.ts";
import { countUse } from "#functions/records/limit-counter.ts";
import { aUser, aWorld } from "#test/functions/fakes/world.ts";

const user = aUser();

describe("readAllowances", () => {
  it("counts the uses of this hour and of nobody else", async () => {
    const world = aWorld();
    const use = () => world.records.write([countUse("edits", "pro", user, world.clock.now())]);
    await use();
    await use();
    await world.records.write([countUse("edits", "pro", aUser(), world.clock.now())]);
    const used = await readAllowances(world, { userId: user, plan: "pro" });
    expect(used.map(({ name, used: uses, most }) => [name, uses, most])).toEqual(
      limitNames.map((name) => [name, name === "edits" ? 2 : 0, allowance("pro", name)]),
    );
    const edits = used.find(({ name }) => name === "edits");
    const endMs = Date.parse(edits?.endsAt ?? "");
    expect(endMs).toBeGreaterThan(world.clock.now());
    const nextHour = { records: world.records, clock: { ...world.clock, now: () => endMs } };
    const later = await readAllowances(nextHour, { userId: user, plan: "pro" });
    expect(later.find(({ name }) => name === "edits")?.used).toBe(0);
  });

  it("names no end where the plan has none", async () => {
    const open = await readAllowances(aWorld(), { userId: user, plan: "enterprise" });
    expect(open.map(({ most }) => most)).toEqual([undefined, undefined, undefined]);
  });
});
