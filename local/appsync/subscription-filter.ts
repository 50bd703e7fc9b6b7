import * as z from "zod/mini";
import { AppSyncError } from "./appsync-error.ts";

/**
 * AppSync's enhanced subscription filter: an event passes when every filter of one of the groups holds.
 * "Enhanced filtering" in the AppSync developer guide.
 */
const operators = [
  "eq",
  "ne",
  "le",
  "lt",
  "ge",
  "gt",
  "contains",
  "notContains",
  "beginsWith",
  "in",
  "notIn",
  "between",
  "containsAny",
] as const;
type Operator = (typeof operators)[number];

export interface SubscriptionFilter {
  readonly filterGroup: readonly { readonly filters: readonly Filter[] }[];
}
interface Filter {
  readonly fieldName: string;
  readonly operator: Operator;
  readonly value: unknown;
}

const filterSchema = z.object({
  filterGroup: z.array(
    z.object({
      filters: z.array(z.object({ fieldName: z.string(), operator: z.enum(operators), value: z.unknown() })),
    }),
  ),
});

/** What a resolver set, checked: an unknown operator would silently let everything or nothing through. */
export function readSubscriptionFilter(value: unknown): SubscriptionFilter {
  const read = filterSchema.safeParse(value);
  if (!read.success) throw new AppSyncError("Invalid subscription filter.", "BadRequestException");
  return read.data;
}

/** The short way to write one: `{ owner: { eq: "me" }, or: [...], and: [...] }`. */
export function toSubscriptionFilter(short: unknown): SubscriptionFilter {
  const { and = [], or = [], ...fields } = shortFilter.parse(short);
  const all = [fields, ...and].flatMap(filtersOf);
  if (or.length === 0) return { filterGroup: [{ filters: all }] };
  return { filterGroup: or.map((group) => ({ filters: [...all, ...filtersOf(group)] })) };
}

export function passes(filter: SubscriptionFilter, event: Readonly<Record<string, unknown>>): boolean {
  return filter.filterGroup.some(({ filters }) =>
    filters.every(({ fieldName, operator, value }) => holds[operator](fieldOf(event, fieldName), value)),
  );
}

const conditions = z.record(z.string(), z.record(z.string(), z.unknown()));
const shortFilter = z.catchall(
  z.object({ and: z.optional(z.array(conditions)), or: z.optional(z.array(conditions)) }),
  z.unknown(),
);

function filtersOf(fields: Readonly<Record<string, unknown>>): Filter[] {
  return Object.entries(conditions.parse(fields)).flatMap(([fieldName, byOperator]) =>
    Object.entries(byOperator).map(([operator, value]) => ({
      fieldName,
      operator: operatorNamed(operator),
      value,
    })),
  );
}

function operatorNamed(name: string): Operator {
  const found = operators.find((operator) => operator === name);
  if (found === undefined) throw new AppSyncError(`Unknown filter operator ${name}.`, "BadRequestException");
  return found;
}

/** "owner" or a path into nested objects, "image.id". */
function fieldOf(event: unknown, fieldName: string): unknown {
  return fieldName
    .split(".")
    .reduce<unknown>(
      (at, part) =>
        typeof at === "object" && at !== null
          ? (Object.getOwnPropertyDescriptor(at, part)?.value as unknown)
          : undefined,
      event,
    );
}

/** An absent field passes no comparison, not even "ne": what the publisher did not select is not known to differ. */
const holds: Readonly<Record<Operator, (field: unknown, value: unknown) => boolean>> = {
  eq: (field, value) => isThere(field) && field === value,
  ne: (field, value) => isThere(field) && field !== value,
  le: (field, value) => compared(field, value, (order) => order <= 0),
  lt: (field, value) => compared(field, value, (order) => order < 0),
  ge: (field, value) => compared(field, value, (order) => order >= 0),
  gt: (field, value) => compared(field, value, (order) => order > 0),
  contains: (field, value) => has(field, value),
  notContains: (field, value) => isThere(field) && !has(field, value),
  beginsWith: (field, value) =>
    typeof field === "string" && typeof value === "string" && field.startsWith(value),
  in: (field, value) => has(value, field),
  notIn: (field, value) => isThere(field) && !has(value, field),
  between: (field, value) => {
    const [low, high]: readonly unknown[] = Array.isArray(value) ? value : [];
    return compared(field, low, (order) => order >= 0) && compared(field, high, (order) => order <= 0);
  },
  containsAny: (field, value) => Array.isArray(value) && value.some((one) => has(field, one)),
};

const isThere = (field: unknown): boolean => field !== undefined && field !== null;

function has(whole: unknown, part: unknown): boolean {
  if (typeof whole === "string") return typeof part === "string" && whole.includes(part);
  return Array.isArray(whole) && isThere(part) && whole.includes(part);
}

/** Numbers by size, strings as DynamoDB and AppSync order them: by code unit. */
function compared(field: unknown, value: unknown, isWanted: (order: number) => boolean): boolean {
  if (typeof field === "number" && typeof value === "number") return isWanted(field - value);
  if (typeof field === "string" && typeof value === "string")
    return isWanted(field < value ? -1 : field > value ? 1 : 0);
  return false;
}
