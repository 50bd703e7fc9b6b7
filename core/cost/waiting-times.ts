import { type HeldPlaces, turnAt, withTurn } from "../limits/turns.ts";

/** What is simulated: minutes of a day, from the first office hour to the last. */
export interface Day {
  /** Listings that are begun in the whole day. */
  readonly listings: number;
  /** Calls of the model that one listing makes. */
  readonly callsPerListing: number;
  /** What the account may ask of the model. */
  readonly requestsPerMinute: number;
}

export interface Waits {
  /** Milliseconds, if every call stood in line for this one model however long it took. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** 0–1: calls whose turn is further off than a worker waits: the next model of the route makes them instead. */
  readonly movedOn: number;
  /** The most calls that came within sixty seconds. */
  readonly peakPerMinute: number;
}

/** Office hours; more is asked in the late morning and the afternoon. Shares of the day's listings, 9 to 18 o'clock. */
const hours = [0.06, 0.12, 0.16, 0.08, 0.08, 0.14, 0.16, 0.13, 0.07];
/** The edits of one listing come one after the other while the agent goes through the photos. */
const sessionMinutes = 20;
const minuteMs = 60_000;

/**
 * How long calls of one model wait for their turn, over so many days: listings begin as a Poisson process of the hour's
 * rate, their calls fall evenly into the session, and are made in the order they came, each in its turn (core/limits/turns.ts,
 * as the workers have it).
 * @param random 0 ≤ x < 1, seeded: the same numbers give the same page
 * @param patienceMs after so long a worker asks the next model
 */
export function waitingTimes(day: Day, days: number, patienceMs: number, random: () => number): Waits {
  const waits: number[] = [];
  let moved = 0;
  let peakPerMinute = 0;
  for (let n = 0; n < days; n++) {
    const arrivals = arrivalsOf(day, random);
    peakPerMinute = Math.max(peakPerMinute, busiestMinute(arrivals));
    waits.push(...waitsOf(arrivals, day.requestsPerMinute, Number.POSITIVE_INFINITY));
    moved += waitsOf(arrivals, day.requestsPerMinute, patienceMs).filter((wait) => wait > patienceMs).length;
  }
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return {
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    movedOn: waits.length === 0 ? 0 : moved / waits.length,
    peakPerMinute,
  };
}

/** The least quota, in tens, with which 95 of 100 calls get their turn in time. */
export function neededQuota(day: Day, days: number, patienceMs: number, random: () => number): number {
  for (let requestsPerMinute = 10; ; requestsPerMinute += 10)
    if (waitingTimes({ ...day, requestsPerMinute }, days, patienceMs, random).p95Ms <= patienceMs)
      return requestsPerMinute;
}

/** Moments of the day's calls, milliseconds from opening, in order. */
function arrivalsOf({ listings, callsPerListing }: Day, random: () => number): readonly number[] {
  const arrivals: number[] = [];
  hours.forEach((share, hour) => {
    const perMs = (listings * share) / (60 * minuteMs);
    for (let at = gap(perMs, random); at < 60 * minuteMs; at += gap(perMs, random))
      for (let left = callsPerListing; left > 0; left--)
        if (left >= 1 || random() < left)
          arrivals.push(hour * 60 * minuteMs + at + random() * sessionMinutes * minuteMs);
  });
  return arrivals.toSorted((a, b) => a - b);
}

/** Until the next listing: exponential. */
const gap = (perMs: number, random: () => number): number => -Math.log(1 - random()) / perMs;

/** Who would wait longer than `patienceMs` takes no turn. */
function waitsOf(
  arrivals: readonly number[],
  requestsPerMinute: number,
  patienceMs: number,
): readonly number[] {
  let held: HeldPlaces = [];
  return arrivals.map((at) => {
    const turn = turnAt(held, requestsPerMinute, at);
    if (turn - at <= patienceMs) held = withTurn(held, turn);
    return turn - at;
  });
}

/** The most of these moments, in order, that lie within sixty seconds. */
function busiestMinute(arrivals: readonly number[]): number {
  let most = 0;
  let first = 0;
  arrivals.forEach((at, n) => {
    while (at - (arrivals[first] ?? at) >= minuteMs) first += 1;
    most = Math.max(most, n - first + 1);
  });
  return most;
}
