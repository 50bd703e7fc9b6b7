import * as z from "zod/mini";
import { type ModelId, modelIds } from "#core/models/catalogue.ts";
import { type Cloud } from "#functions/ports.ts";
import { type RecordKind, read } from "#functions/records/stored.ts";

/** What the last look at Bedrock's lists found. One row for the whole deployment. */
const lifecycle = z.object({
  checkedAt: z.string(),
  /** Models that routes pass over: legacy, or no longer there. */
  lapsed: z.array(z.object({ id: z.enum(modelIds), state: z.enum(["legacy", "missing"]) })),
});
export type Lifecycle = z.infer<typeof lifecycle>;

const lifecycleKey = { PK: "MODELS", SK: "LIFECYCLE" } as const;

export const lifecycleKind: RecordKind<Lifecycle> = {
  entity: "ModelLifecycle",
  schema: lifecycle,
  keysOf: () => lifecycleKey,
};

export const readLifecycle = async (
  cloud: Pick<Cloud, "records" | "clock">,
): Promise<Lifecycle | undefined> => (await read(cloud, lifecycleKind, lifecycleKey))?.record;

/** The models that no edit is routed to. None before the first look: then each call finds out by itself. */
export const lapsedModels = async (cloud: Pick<Cloud, "records" | "clock">): Promise<ReadonlySet<ModelId>> =>
  new Set((await readLifecycle(cloud))?.lapsed.map(({ id }) => id));
