import { type Part } from "#engine/staging/mesh.ts";
import { materialSlots } from "#engine/staging/material.ts";
import { type PlacedPiece } from "#engine/staging/scene.ts";

/** All triangles of a scene in the room's frame; nine numbers a triangle, corner by corner. */
export interface Triangles {
  readonly count: number;
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly texture: Float32Array;
  /** Index into materialSlots. */
  readonly slot: Uint8Array;
  /** Which placed piece it belongs to. */
  readonly piece: Uint16Array;
}

/** @param models the parts of each placed piece, in its own frame */
export function gatherTriangles(
  pieces: readonly PlacedPiece[],
  models: readonly (readonly Part[])[],
): Triangles {
  const count = models.flat().reduce((sum, part) => sum + part.triangles.length / 3, 0);
  const out = {
    count,
    positions: new Float32Array(count * 9),
    normals: new Float32Array(count * 9),
    texture: new Float32Array(count * 9),
    slot: new Uint8Array(count),
    piece: new Uint16Array(count),
  };
  let t = 0;
  for (const [n, piece] of pieces.entries()) {
    const c = Math.cos(piece.turn);
    const s = Math.sin(piece.turn);
    for (const part of models[n]) {
      const slot = materialSlots.indexOf(part.slot);
      for (let k = 0; k < part.triangles.length; k++) {
        const from = part.triangles[k] * 3;
        const to = (t + ((k / 3) | 0)) * 9 + (k % 3) * 3;
        const [px, py, pz] = [part.positions[from], part.positions[from + 1], part.positions[from + 2]];
        const [nx, ny, nz] = [part.normals[from], part.normals[from + 1], part.normals[from + 2]];
        out.positions[to] = c * px + s * pz + piece.x;
        out.positions[to + 1] = py + piece.y;
        out.positions[to + 2] = -s * px + c * pz + piece.z;
        out.normals[to] = c * nx + s * nz;
        out.normals[to + 1] = ny;
        out.normals[to + 2] = -s * nx + c * nz;
        for (let i = 0; i < 3; i++) out.texture[to + i] = part.texture[from + i];
      }
      out.slot.fill(slot, t, t + part.triangles.length / 3);
      out.piece.fill(n, t, t + part.triangles.length / 3);
      t += part.triangles.length / 3;
    }
  }
  return out;
}
