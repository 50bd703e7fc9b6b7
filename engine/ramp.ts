/** 0 up to `from`, 1 from `to` on, a straight line in between. */
export const ramp = (value: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)));

/** As {@link ramp}, level at both ends. */
export function smoothRamp(value: number, from: number, to: number): number {
  const t = ramp(value, from, to);
  return t * t * (3 - 2 * t);
}
