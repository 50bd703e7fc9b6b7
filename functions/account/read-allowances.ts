import { type AllowanceView, type StorageView } from "#core/api/allowance-view.ts";
import { type UserId } from "#core/ids.ts";
import { recordKeys } from "#core/keys.ts";
import { allowance, isOpen, limitNames, type Plan, storageAllowance, windowOf } from "#core/limits/plans.ts";
import { type Cloud } from "#functions/ports.ts";
import { storageKey } from "#functions/records/storage.ts";

/** What is used up of each allowance of somebody's plan, in the hour or month that runs. */
export function readAllowances(
  { records, clock }: Pick<Cloud, "records" | "clock">,
  { userId, plan }: { readonly userId: UserId; readonly plan: Plan },
): Promise<AllowanceView[]> {
  const nowMs = clock.now();
  return Promise.all(
    limitNames.map(async (name) => {
      const { window, endsAtMs } = windowOf(name, new Date(nowMs).toISOString(), nowMs);
      const counter = await records.get({
        PK: recordKeys.partition(userId),
        SK: recordKeys.limit(name, window),
      });
      const most = allowance(plan, name);
      return {
        name,
        used: counter?.Count ?? 0,
        most: isOpen(most) ? undefined : most,
        endsAt: new Date(endsAtMs).toISOString(),
      };
    }),
  );
}

/** What is taken of the storage of somebody's plan: in parts of a megabyte begun. */
export async function readStorage(
  { records }: Pick<Cloud, "records">,
  { userId, plan }: { readonly userId: UserId; readonly plan: Plan },
): Promise<StorageView> {
  const counter = await records.get(storageKey(userId));
  const most = storageAllowance(plan);
  return {
    usedMegabytes: Math.max(0, Math.ceil((counter?.Count ?? 0) / 1e6)),
    mostMegabytes: isOpen(most) ? undefined : most / 1e6,
  };
}
