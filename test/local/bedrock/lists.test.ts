import { describe, expect, it, vi } from "vitest";
import { modelIds } from "#core/models/catalogue.ts";
import { modelRegions } from "#core/models/lifecycle.ts";
import { route } from "#core/models/route.ts";
import { bedrockLists } from "#functions/aws/bedrock-lists.ts";
import { checkModels } from "#functions/models/check-models.ts";
import { lapsedModels } from "#functions/models/lapsed-models.ts";
import { OutsideFault } from "#functions/ports.ts";
import { aWorld } from "#test/functions/fakes/world.ts";
import { servedBedrock } from "#test/local/bedrock/served-bedrock.ts";

const inpaint = "us.stability.stable-image-inpaint-v1:0";
const staging = { editType: "virtual-staging", params: { roomType: "office", style: "rustic" } } as const;
const size = { width: 4032, height: 3024 };

const bedrock = servedBedrock(modelRegions, {
  edit: () => Promise.reject(new Error("nobody draws here")),
  analyse: () => Promise.reject(new Error("nobody looks here")),
  close: async () => {},
});

describe("the lifecycle guard", () => {
  it("finds every model of the catalogue on the lists of this machine's Bedrock", async () => {
    const world = aWorld();
    const checked = await checkModels(world, bedrockLists(bedrock.url()));
    expect(checked.lapsed).toEqual([]);
    expect(world.logged).toEqual(["models-checked"]);
    expect(await lapsedModels(world)).toEqual(new Set());
  });

  it.each(["legacy", "retired"] as const)(
    "takes a %s model out of its routes, says so, and takes it back",
    async (kind) => {
      const world = aWorld();
      bedrock.faults.set({ model: "inpaint", fault: { kind } });
      const { lapsed } = await checkModels(world, bedrockLists(bedrock.url()));
      expect(lapsed).toEqual([{ id: inpaint, state: kind === "legacy" ? "legacy" : "missing" }]);
      expect(world.logged).toEqual(["model-lapsed", "models-checked"]);
      const candidates = route(staging, size, await lapsedModels(world)).map(({ id }) => id);
      expect(candidates).toEqual(route(staging, size).flatMap(({ id }) => (id === inpaint ? [] : [id])));
      expect(candidates).toHaveLength(2);

      bedrock.faults.clear();
      await checkModels(world, bedrockLists(bedrock.url()));
      expect(world.logged.slice(2)).toEqual(["model-back", "models-checked"]);
      expect(await lapsedModels(world)).toEqual(new Set());
    },
  );

  it("leaves the routes as they were when the lists cannot be had", async () => {
    const world = aWorld();
    bedrock.faults.set({ model: "inpaint", fault: { kind: "retired" } });
    await checkModels(world, bedrockLists(bedrock.url()));
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "another");
    await expect(checkModels(world, bedrockLists(bedrock.url()))).rejects.toThrow(OutsideFault);
    expect(await lapsedModels(world)).toEqual(new Set([inpaint]));
  });

  it("never loses the studio, whatever is on the lists", async () => {
    const world = aWorld();
    const nothing = { list: async () => ({ models: [], profiles: [] }) };
    const { lapsed } = await checkModels(world, nothing);
    expect(lapsed.map(({ id }) => id)).toEqual(modelIds.filter((id) => id !== "reimagine.studio-v1"));
    expect(route(staging, size, await lapsedModels(world)).map(({ id }) => id)).toEqual([
      "reimagine.studio-v1",
    ]);
  });
});
