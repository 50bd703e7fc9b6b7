/** How a phone is held, in degrees. */
export interface Hold {
  /** Turned clockwise about the direction it looks in; −45…45, counted from the nearest upright or sideways hold. */
  readonly roll: number;
  /** Looking up (positive) or down from the horizon; −90…90. */
  readonly pitch: number;
}

const levelWithin = 1;
const straightWithin = 3;

/**
 * The hold of a phone from `deviceorientation`. Down, in the phone's own axes (x right, y up its screen, z out of it),
 * is the third row of the rotation Z(alpha) X(beta) Y(gamma) of the specification, negated; alpha has no part in it.
 * W3C Device Orientation and Motion, section 4.1 and appendix A.
 * @param beta  −180…180 degrees
 * @param gamma −90…90 degrees
 * @param screenAngle `screen.orientation.angle`: 0, 90, 180, 270
 * @returns undefined while it lies nearly flat, where nothing is level or not
 */
export function holdOf(beta: number, gamma: number, screenAngle: number): Hold | undefined {
  const [b, g] = [radians(beta), radians(gamma)];
  const down = { x: Math.cos(b) * Math.sin(g), y: -Math.sin(b), z: -Math.cos(b) * Math.cos(g) };
  if (Math.abs(down.z) > 0.9) return undefined;
  const turned = degrees(Math.atan2(down.x, -down.y)) + screenAngle;
  return { roll: turned - 90 * Math.round(turned / 90), pitch: degrees(Math.asin(down.z)) };
}

/** Verticals in the photo will be vertical. */
export const isLevel = ({ roll, pitch }: Hold): boolean =>
  Math.abs(roll) <= levelWithin && Math.abs(pitch) <= straightWithin;

const radians = (angle: number): number => (angle * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;
