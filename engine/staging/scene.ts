import { type RoomType, type StagingStyle } from "#core/edit/params.ts";
import { type Material, type MaterialSlot } from "#engine/staging/material.ts";
import { type PieceName } from "#engine/staging/pieces/catalogue.ts";

/** One piece in its place. Metres in the room's frame; `turn` about the upright, 0 = its back towards +z. */
export interface PlacedPiece {
  readonly name: PieceName;
  readonly x: number;
  /** Height of its lowest point: 0 on the floor, more on a table or a wall. */
  readonly y: number;
  readonly z: number;
  readonly turn: number;
  readonly width: number;
  readonly depth: number;
  readonly height: number;
  /** Chooses among the piece's own varieties. */
  readonly variety: number;
}

/** The furniture of a staged room: plain values, so that a second photo of the room can be given the same. */
export interface Scene {
  readonly roomType: RoomType;
  readonly style: StagingStyle;
  readonly seed: number;
  readonly pieces: readonly PlacedPiece[];
  readonly materials: { readonly [S in MaterialSlot]: Material };
}
