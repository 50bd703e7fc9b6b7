import { type Vec3 } from "#engine/geometry/vector.ts";
import { type MaterialSlot } from "#engine/staging/material.ts";

/**
 * Triangles of one material. Metres; y up, the piece's back towards +z, its middle over the origin. `texture` holds the
 * place on the material's pattern for each corner, metres, first number along the grain.
 */
export interface Part {
  readonly slot: MaterialSlot;
  readonly positions: readonly number[];
  readonly normals: readonly number[];
  readonly texture: readonly number[];
  readonly triangles: readonly number[];
}

/** Collects corners and triangles of one part. */
export interface PartBuilder {
  /** Adds a corner and returns its number. */
  corner(position: Vec3, normal: Vec3, texture?: Vec3): number;
  triangle(a: number, b: number, c: number): void;
  done(): Part;
}

export function partBuilder(slot: MaterialSlot): PartBuilder {
  const positions: number[] = [];
  const normals: number[] = [];
  const texture: number[] = [];
  const triangles: number[] = [];
  let count = 0;
  return {
    corner: (position, normal, at = position) => {
      positions.push(position[0], position[1], position[2]);
      normals.push(normal[0], normal[1], normal[2]);
      texture.push(at[0], at[1], at[2]);
      return count++;
    },
    triangle: (a, b, c) => {
      triangles.push(a, b, c);
    },
    done: () => ({ slot, positions, normals, texture, triangles }),
  };
}

/** The part moved, after turning: `turnX`, then `turnZ`, then `turnY`, radians. The pattern moves along. */
export interface Move {
  readonly x?: number;
  readonly y?: number;
  readonly z?: number;
  readonly turnX?: number;
  readonly turnY?: number;
  readonly turnZ?: number;
}

export function moved(part: Part, move: Move): Part {
  const turn = turning(move);
  const positions = turned(part.positions, turn);
  for (let i = 0; i < positions.length; i += 3) {
    positions[i] += move.x ?? 0;
    positions[i + 1] += move.y ?? 0;
    positions[i + 2] += move.z ?? 0;
  }
  return { ...part, positions, normals: turned(part.normals, turn) };
}

export const movedAll = (parts: readonly Part[], move: Move): Part[] =>
  parts.map((part) => moved(part, move));

/** Mirrored copies at (±x, ±z): the four legs of a table. */
export function atCorners(part: Part, x: number, z: number): Part[] {
  return [
    [-x, -z],
    [x, -z],
    [-x, z],
    [x, z],
  ].map(([mx, mz]) => moved(part, { x: mx ?? 0, z: mz ?? 0 }));
}

/** Copies at ±x. */
export const bothSides = (part: Part, x: number): Part[] => [moved(part, { x: -x }), moved(part, { x })];

type Turn = (x: number, y: number, z: number) => Vec3;

function turning({ turnX = 0, turnY = 0, turnZ = 0 }: Move): Turn {
  const [cx, sx, cy, sy, cz, sz] = [turnX, turnY, turnZ].flatMap((a) => [Math.cos(a), Math.sin(a)]);
  return (x0, y0, z0) => {
    const y1 = cx * y0 - sx * z0;
    const z1 = sx * y0 + cx * z0;
    const x2 = cz * x0 - sz * y1;
    const y2 = sz * x0 + cz * y1;
    return [cy * x2 + sy * z1, y2, -sy * x2 + cy * z1];
  };
}

function turned(list: readonly number[], turn: Turn): number[] {
  const out: number[] = [];
  for (let i = 0; i < list.length; i += 3) out.push(...turn(list[i], list[i + 1], list[i + 2]));
  return out;
}
