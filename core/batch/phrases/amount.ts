/** The source of a pattern for how much, to stand behind or before a verb. Groups: some, much, number. */
export const amount =
  "(?:(?<some>slightly|a (?:little bit|bit|little|touch|tad)(?: more)?|gently|somewhat|subtly)|(?<much>a lot|much|strongly|heavily|very|significantly)|(?:by |to |at )?(?<number>[+-]?\\d{1,3}(?!\\d| ?(?:px|pixels?|x|wide|high|tall)\\b)) ?(?:%|percent|points?)?)";

interface Groups {
  readonly some?: string;
  readonly much?: string;
  readonly number?: string;
}

/** How much was said, on the scale of the three given values; a number stands for itself. */
export function howMuch(groups: Groups | undefined, usual: number, some: number, much: number): number {
  if (groups?.number !== undefined) return Math.abs(Number(groups.number));
  if (groups?.some !== undefined) return some;
  return groups?.much === undefined ? usual : much;
}
