import { describe, expect, it } from "vitest";
import { catalogue } from "#core/models/catalogue.ts";
import { meteredModels } from "#functions/aws/metered-models.ts";
import { draw } from "#functions/edit/draw.ts";
import { type DrawCall } from "#functions/ports.ts";
import { sharedTime } from "#test/functions/fakes/shared-time.ts";
import { aWorld } from "#test/functions/fakes/world.ts";

const modelId = "us.stability.stable-image-erase-object-v1:0";
const minuteMs = 60_000;
const call: DrawCall = {
  modelId,
  instruction: { task: "erase" } as DrawCall["instruction"],
  image: new Uint8Array(1),
  seed: 1,
  deadlineMs: 60_000,
};

/** A world at so many milliseconds into a minute, whose model always draws. */
function atMinute(intoMs: number, rate = 1) {
  const world = aWorld();
  world.time.nowMs = Math.ceil(world.time.nowMs / minuteMs) * minuteMs + intoMs;
  world.script.draw = async () => ({ kind: "drawn", image: new Uint8Array(1) });
  return { world, models: meteredModels(world.models, world, { catalogue, rate }) };
}

describe("a model's requests a minute", () => {
  it("are never more than the catalogue says, however many workers ask at once", async () => {
    const { world } = atMinute(1000);
    const { clock, run } = sharedTime(world.time.nowMs);
    const models = meteredModels(world.models, { ...world, clock }, { catalogue, rate: 1 });
    const answers: string[] = [];
    const ask = async (): Promise<void> => {
      const answer = await models.draw(call);
      answers.push(answer.kind === "fault" ? answer.fault : answer.kind);
    };
    await run(Array.from({ length: 100 }, () => ask));
    expect(answers.filter((kind) => kind === "drawn")).toHaveLength(10);
    expect(answers.filter((fault) => fault === "crowded")).toHaveLength(90);
    expect(world.drawCalls).toHaveLength(10);
  });

  it("are waited for when the next turn is near, and the deadline is the shorter for it", async () => {
    const { world, models } = atMinute(0);
    expect((await models.draw(call)).kind).toBe("drawn");
    const firstMs = world.time.nowMs;
    world.time.nowMs += 50_000;
    for (let n = 0; n < 10; n++) expect((await models.draw(call)).kind).toBe("drawn");
    expect(world.time.nowMs - firstMs).toBeGreaterThanOrEqual(minuteMs);
    const waited = world.drawCalls.at(-1)?.deadlineMs ?? 0;
    expect(waited).toBeLessThan(50_000);
    expect(waited).toBeGreaterThan(47_000);
  });

  it("are not waited for beyond what the call may last", async () => {
    const { world, models } = atMinute(50_000);
    for (let n = 0; n < 10; n++) await models.draw(call);
    world.time.nowMs += 50_000;
    expect(await models.draw({ ...call, deadlineMs: 5000 })).toMatchObject({ fault: "crowded" });
    expect(world.drawCalls).toHaveLength(10);
  });

  it("are counted for each model by itself, and as often as the account may", async () => {
    const { models } = atMinute(1000, 2);
    const other = { ...call, modelId: "us.stability.stable-image-inpaint-v1:0" } as const;
    const kinds: string[] = [];
    for (let n = 0; n < 25; n++) kinds.push((await models.draw(call)).kind);
    expect(kinds.filter((kind) => kind === "drawn")).toHaveLength(20);
    expect((await models.draw(other)).kind).toBe("drawn");
  });

  it("used up are no reason to ask the same model again: the next candidate's turn comes at once", async () => {
    const { world, models } = atMinute(1000);
    for (let n = 0; n < 10; n++) await models.draw(call);
    const startedMs = world.time.nowMs;
    const answer = await draw({ ...world, models }, call, startedMs + 180_000);
    expect(answer).toMatchObject({ kind: "fault", fault: "crowded" });
    expect(world.time.nowMs - startedMs).toBeLessThan(1000);
  });
});
