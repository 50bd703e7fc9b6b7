import * as z from "zod/mini";
import { times } from "./times.ts";

export const plan = z.enum(["free", "pro", "enterprise"]);
export type Plan = z.infer<typeof plan>;

/** The plan of everybody where nobody said another, on a laptop and on AWS alike. */
export const defaultPlan: Plan = "pro";

/** What is counted. `images` is by calendar month, the others by clock hour. */
export const limitNames = ["uploads", "edits", "images"] as const;
export type LimitName = (typeof limitNames)[number];

const open = Number.MAX_SAFE_INTEGER;

const allowances: Readonly<Record<Plan, Readonly<Record<LimitName, number>>>> = {
  free: { uploads: 10, edits: 20, images: 50 },
  pro: { uploads: 120, edits: 200, images: 500 },
  enterprise: { uploads: open, edits: open, images: open },
};

export const allowance = (of: Plan, name: LimitName): number => allowances[of][name];

/**
 * Bytes of originals and kept results that one person has at most: a year of the plan's photos a month, at the largest that
 * a file may be, and two thirds as much again for results. Screen copies, masks and previews come on top.
 */
const storage: Readonly<Record<Plan, number>> = { free: 10e9, pro: 100e9, enterprise: open };

export const storageAllowance = (of: Plan): number => storage[of];

/** Whether an allowance has no end. */
export const isOpen = (most: number): boolean => most === open;

export interface LimitWindow {
  /** Sorts by time and names the window in the counter's key: "2026-11-21T09" or "2026-11". */
  readonly window: string;
  readonly endsAtMs: number;
}

/**
 * The window a request falls into: clock hours and calendar months, UTC.
 * @param nowIso the time now, as ISO 8601 in UTC ("2026-11-21T09:12:00.000Z")
 * @param nowMs  the same time, milliseconds since 1970
 */
export function windowOf(name: LimitName, nowIso: string, nowMs: number): LimitWindow {
  if (name === "images") return { window: nowIso.slice(0, 7), endsAtMs: endOfMonthMs(nowIso, nowMs) };
  return { window: nowIso.slice(0, 13), endsAtMs: (Math.floor(nowMs / times.hourMs) + 1) * times.hourMs };
}

/** Whole seconds until a full allowance opens again; at least 1. */
export const retryAfterSeconds = (window: LimitWindow, nowMs: number): number =>
  Math.max(1, Math.ceil((window.endsAtMs - nowMs) / 1000));

function endOfMonthMs(nowIso: string, nowMs: number): number {
  const year = Number(nowIso.slice(0, 4));
  const month = Number(nowIso.slice(5, 7));
  const day = Number(nowIso.slice(8, 10));
  const dayMs = 24 * times.hourMs;
  const startOfToday = Math.floor(nowMs / dayMs) * dayMs;
  return startOfToday + (daysInMonth(year, month) - day + 1) * dayMs;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
