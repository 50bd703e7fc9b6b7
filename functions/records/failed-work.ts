import { type Cloud } from "#functions/ports.ts";
import { isExpired, type Item, type ItemKey, secondsOf } from "#functions/records/item.ts";

type Needs = Pick<Cloud, "records" | "clock">;

export interface FailedWork {
  /** What kind of work; undefined when the message could not be read. */
  readonly kind: string | undefined;
  readonly reason: string;
  readonly delivery: number;
}

/** As long as a dead-letter queue keeps the message. */
const keptMs = 14 * 24 * 3_600_000;
const reasonLength = 500;

/** Why a message was not worked off, under the id that it keeps in the dead-letter queue. The last reason stays. */
export async function noteFailedWork(
  { records, clock }: Needs,
  messageId: string,
  work: FailedWork,
): Promise<void> {
  const nowMs = clock.now();
  const { kind, reason, delivery } = work;
  const item: Item = {
    ...failedWorkKey(messageId),
    EntityType: "FailedWork",
    Data: { ...(kind === undefined ? {} : { kind }), reason: reason.slice(0, reasonLength), delivery },
    CreatedAt: nowMs,
    UpdatedAt: nowMs,
    Version: 1,
    TTL: secondsOf(nowMs + keptMs),
  };
  await records.write([{ kind: "put", item, when: "always" }]);
}

export async function isFailureNoted({ records, clock }: Needs, messageId: string): Promise<boolean> {
  const found = await records.get(failedWorkKey(messageId));
  return found !== undefined && !isExpired(found, clock.now());
}

export const failedWorkKey = (messageId: string): ItemKey => ({ PK: `WORK#${messageId}`, SK: "FAILED" });
