import { judgeModels, type Listing, modelRegions } from "#core/models/lifecycle.ts";
import { type Lifecycle, lifecycleKind, readLifecycle } from "#functions/models/lapsed-models.ts";
import { type Cloud } from "#functions/ports.ts";
import { toItem } from "#functions/records/stored.ts";

/** Bedrock's own lists, region by region. Throws OutsideFault when a list cannot be had. */
export interface ModelLists {
  list(region: string): Promise<Listing>;
}

/**
 * Looks whether every model of the catalogue is still there and active, at each deployment and every day. What is not
 * is left out of every route from now on, until a later look finds it again, and an alarm rings by the metric of the log's last line.
 */
export async function checkModels(
  cloud: Pick<Cloud, "records" | "clock" | "log">,
  lists: ModelLists,
): Promise<Lifecycle> {
  const listings = new Map<string, Listing>();
  for (const region of modelRegions) listings.set(region, await lists.list(region));
  const states = judgeModels(listings);
  const nowMs = cloud.clock.now();
  const record: Lifecycle = {
    checkedAt: new Date(nowMs).toISOString(),
    lapsed: states.flatMap(({ id, state }) => (state === "active" ? [] : [{ id, state }])),
  };
  const before = await readLifecycle(cloud);
  await cloud.records.write([
    { kind: "put", item: toItem(lifecycleKind, { record }, undefined, nowMs), when: "always" },
  ]);
  for (const { id, state } of record.lapsed) cloud.log.warn("model-lapsed", { modelId: id, state });
  for (const { id } of before?.lapsed ?? [])
    if (!record.lapsed.some((lapsed) => lapsed.id === id)) cloud.log.info("model-back", { modelId: id });
  cloud.log.info("models-checked", { checked: states.length, ModelsGone: record.lapsed.length });
  return record;
}
