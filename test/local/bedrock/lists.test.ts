import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { modelIds } from "#core/models/catalogue.ts";
import { modelRegions } from "#core/models/lifecycle.ts";
import { route } from "#core/models/route.ts";
import { bedrockLists } from "#functions/aws/bedrock-lists.ts";
import { checkModels } from "#functions/models/check-models.ts";
import { lapsedModels } from "#functions/models/lapsed-models.ts";
import { OutsideFault } from "#functions/ports.ts";
import { type Bedrock, createBedrock } from "#local/bedrock/server.ts";
import { createSigV4 } from "#local/sigv4.ts";
import { aWorld } from "#test/functions/fakes/world.ts";
import { type Serving, serving } from "../cognito/serving.ts";

const credentials = { accessKeyId: "AKIALOCALTEST", secretAccessKey: "secret-of-this-machine" };
const inpaint = "us.stability.stable-image-inpaint-v1:0";
const staging = { editType: "virtual-staging", params: { roomType: "office", style: "rustic" } } as const;
const size = { width: 4032, height: 3024 };

let bedrock: Bedrock;
let server: Serving;

beforeAll(async () => {
  // Regions sign alike here but for their name, which is in the signature.
  const verifiers = modelRegions.map((region) => createSigV4({ credentials, region, clock: Date.now }));
  bedrock = createBedrock({
    verifySigV4: (request, body, service) => {
      const verified = verifiers.map((verify) => verify(request, body, service));
      const [first] = verified;
      if (first === undefined) throw new Error("no region");
      return verified.find(({ ok }) => ok) ?? first;
    },
    studio: {
      edit: () => Promise.reject(new Error("nobody draws here")),
      analyse: () => Promise.reject(new Error("nobody looks here")),
      close: async () => {},
    },
    faults: "",
  });
  server = await serving(bedrock.handle);
});

afterAll(async () => {
  await bedrock.close();
  await server.close();
});

beforeEach(() => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", credentials.accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey);
  vi.stubEnv("AWS_SESSION_TOKEN", undefined);
  bedrock.faults.clear();
});

afterEach(() => vi.unstubAllEnvs());

describe("the lifecycle guard", () => {
  it("finds every model of the catalogue on the lists of this machine's Bedrock", async () => {
    const world = aWorld();
    const checked = await checkModels(world, bedrockLists(server.url));
    expect(checked.lapsed).toEqual([]);
    expect(world.logged).toEqual(["models-checked"]);
    expect(await lapsedModels(world)).toEqual(new Set());
  });

  it.each(["legacy", "retired"] as const)(
    "takes a %s model out of its routes, says so, and takes it back",
    async (kind) => {
      const world = aWorld();
      bedrock.faults.set({ model: "inpaint", fault: { kind } });
      const { lapsed } = await checkModels(world, bedrockLists(server.url));
      expect(lapsed).toEqual([{ id: inpaint, state: kind === "legacy" ? "legacy" : "missing" }]);
      expect(world.logged).toEqual(["model-lapsed", "models-checked"]);
      const candidates = route(staging, size, await lapsedModels(world)).map(({ id }) => id);
      expect(candidates).toEqual(route(staging, size).flatMap(({ id }) => (id === inpaint ? [] : [id])));
      expect(candidates).toHaveLength(2);

      bedrock.faults.clear();
      await checkModels(world, bedrockLists(server.url));
      expect(world.logged.slice(2)).toEqual(["model-back", "models-checked"]);
      expect(await lapsedModels(world)).toEqual(new Set());
    },
  );

  it("leaves the routes as they were when the lists cannot be had", async () => {
    const world = aWorld();
    bedrock.faults.set({ model: "inpaint", fault: { kind: "retired" } });
    await checkModels(world, bedrockLists(server.url));
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "another");
    await expect(checkModels(world, bedrockLists(server.url))).rejects.toThrow(OutsideFault);
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
