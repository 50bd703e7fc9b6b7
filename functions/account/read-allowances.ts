import { type AllowanceView } from "#core/api/allowance-view.ts";
import { type UserId } from "#core/ids.ts";
import { recordKeys } from "#core/keys.ts";
import { allowance, isOpen, limitNames, type Plan, windowOf } from "#core/limits/plans.ts";
import { type Cloud } from "#functions/ports.ts";

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
        // A counter is written once a use.
        used: counter?.Version ?? 0,
        most: isOpen(most) ? undefined : most,
        endsAt: new Date(endsAtMs).toISOString(),
      };
    }),
  );
}
