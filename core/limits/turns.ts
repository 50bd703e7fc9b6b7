import * as z from "zod/mini";

/**
 * Turns to start something of which only so many may start in a minute: no sixty seconds, wherever they begin, ever see
 * more starts than places. Each start holds a place for as long as it counts (a sliding log; starts of the same quarter of
 * a second are kept as one entry, so that the log stays short however many there are).
 */
export const heldPlaces = z.array(z.object({ untilMs: z.number(), count: z.int() }));
export type HeldPlaces = Readonly<z.infer<typeof heldPlaces>>;

/**
 * A turn is good for this long, in milliseconds: it takes a while to write it down, and the clocks of two workers differ.
 * Whoever comes to start later than that has lost it and needs another one.
 */
export const turnGoodMs = 1000;

const minuteMs = 60_000;
const entryMs = 250;

/** The first moment from `atMs` on at which one of `most` places is free: `atMs` itself when one is. */
export function turnAt(held: HeldPlaces, most: number, atMs: number): number {
  const holding = stillHeld(held, atMs);
  let taken = 0;
  for (const { count } of holding) taken += count;
  if (taken < most) return atMs;
  let turnMs = atMs;
  for (const { untilMs, count } of holding.toSorted((a, b) => a.untilMs - b.untilMs)) {
    if (taken < most) break;
    taken -= count;
    turnMs = untilMs;
  }
  return turnMs;
}

/** What is held once a turn is taken at `atMs`; what is over by then falls away. */
export function withTurn(held: HeldPlaces, atMs: number): HeldPlaces {
  // A start in the last moment of the turn still counts for a whole minute.
  const untilMs = Math.ceil((atMs + turnGoodMs + minuteMs) / entryMs) * entryMs;
  const others = stillHeld(held, atMs);
  const same = others.find((entry) => entry.untilMs === untilMs);
  return [...others.filter((entry) => entry !== same), { untilMs, count: (same?.count ?? 0) + 1 }];
}

const stillHeld = (held: HeldPlaces, atMs: number): HeldPlaces =>
  held.filter(({ untilMs }) => untilMs > atMs);
