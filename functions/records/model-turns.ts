import * as z from "zod/mini";
import { backoffMs } from "#core/limits/times.ts";
import { type HeldPlaces, heldPlaces, turnAt, turnGoodMs, withTurn } from "#core/limits/turns.ts";
import { type ModelId } from "#core/models/catalogue.ts";
import { type Cloud, type Written } from "#functions/ports.ts";
import { type Item, type ItemKey, secondsOf } from "#functions/records/item.ts";

type Needs = Pick<Cloud, "records" | "clock" | "chance">;

/** After so long without a call nothing is held any more. */
const keptMs = 10 * 60_000;
const modelTurns = z.object({ held: heldPlaces });

/**
 * Waits for one of a model's places: one row of the table holds them for all workers, and a place is taken by a write that
 * fails when another worker has written since.
 * @param most   starts that any sixty seconds may see
 * @param withinMs longer than this is not waited
 * @returns how long it took, in milliseconds; undefined when there was no place in time
 */
export async function takeTurn(
  cloud: Needs,
  modelId: ModelId,
  most: number,
  withinMs: number,
): Promise<number | undefined> {
  const { records, clock, chance } = cloud;
  const key = { PK: `MODEL#${modelId}`, SK: "TURNS" };
  const startedMs = clock.now();
  for (let missed = 0; ;) {
    const before = await records.get(key);
    const held = before ? modelTurns.parse(before.Data).held : [];
    const atMs = clock.now();
    const turnMs = turnAt(held, most, atMs);
    if (turnMs === atMs) {
      const written = await write(cloud, key, before, withTurn(held, atMs), atMs);
      const nowMs = clock.now();
      // Written down too late it is nobody's: it holds its place for its minute, and another is needed.
      if (written.ok && nowMs - atMs <= turnGoodMs) return nowMs - startedMs;
    }
    const waitMs =
      turnMs === atMs ? backoffMs(missed++, chance.next(), 10, 200) : turnMs - atMs + chance.next() * 100;
    if (clock.now() + waitMs - startedMs > withinMs) return undefined;
    await clock.sleep(waitMs);
  }
}

function write(
  { records, chance }: Needs,
  key: ItemKey,
  before: Item | undefined,
  held: HeldPlaces,
  nowMs: number,
): Promise<Written> {
  const item: Item = {
    ...key,
    EntityType: "ModelTurns",
    // Two workers of the same millisecond must not take each other's write for their own: `run` tells them apart.
    Data: { held, run: Buffer.from(chance.bytes(8)).toString("hex") },
    CreatedAt: before?.CreatedAt ?? nowMs,
    UpdatedAt: nowMs,
    Version: (before?.Version ?? 0) + 1,
    TTL: secondsOf(nowMs + keptMs),
  };
  return records.write([{ kind: "put", item, when: before ? { version: before.Version } : "absent" }]);
}
