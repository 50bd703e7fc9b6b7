import { type Look } from "#engine/staging/look.ts";
import { fillCorner } from "#engine/staging/arrange/corners.ts";
import { placeBest, type GroupPlan } from "#engine/staging/arrange/group.ts";
import {
  type Line,
  onLine,
  openLines,
  type Placing,
  showsItsFront,
  wallLines,
  WALKWAY_M,
} from "#engine/staging/arrange/placing.ts";
import { lampWidth } from "#engine/staging/pieces/lamps.ts";
import { hang } from "#engine/staging/arrange/wall-things.ts";

/** Desk at a wall (or free, facing the room) with its chair, shelves, a rug, a reading chair and green. */
export function arrangeOffice(placing: Placing, look: Look): void {
  const variety = Math.floor(placing.random() * 12);
  const walls = wallLines(placing.room, 0.15);
  const open = openLines(placing.room, 0.35);
  const found =
    placeBest(placing, [...walls, ...open], (line) => deskGroup(line, look, 1.5, variety, 3)) ||
    placeBest(placing, [...walls, ...open], (line) => deskGroup(line, look, 1.3, variety, 2));
  if (!found) return;
  for (const n of [0, 1])
    placeBest(placing, walls.filter(showsItsFront), (line) => ({
      needed: 1,
      wishes: [
        {
          name: "bookcase",
          ...onLine(line, 0, 0.2),
          turn: line.turn,
          variety: variety + n,
          rules: { gapM: 0.7, group: ["bookcase", "desk"], groupGapM: 0.03, seen: 0.85 },
        },
      ],
    }));
  for (const desk of placing.placed.filter((piece) => piece.name === "desk")) {
    const wall = desk.turn === 0 ? "back" : desk.turn < 0 ? "left" : "right";
    hang(
      placing,
      wall,
      wall === "back" ? desk.x : desk.z,
      "picture",
      { width: 0.95, height: 0.66, bottom: 1.35 },
      variety,
    );
  }
  fillCorner(placing, "armchair", { variety }, WALKWAY_M);
  fillCorner(placing, "plant", { height: 1.3 + placing.random() * 0.3, width: 0.8, depth: 0.8 }, 0.12);
  fillCorner(placing, "floor-lamp", { variety, width: lampWidth(look) }, 0.2);
}

function deskGroup(line: Line, look: Look, width: number, variety: number, needed: number): GroupPlan {
  const depth = 0.68;
  return {
    needed,
    wishes: [
      {
        name: "desk",
        ...onLine(line, 0, depth / 2),
        turn: line.turn,
        width,
        depth,
        variety,
        rules: { gapM: WALKWAY_M, seen: 0.8 },
      },
      {
        name: "office-chair",
        ...onLine(line, -0.08, depth + 0.18),
        turn: line.turn + Math.PI + 0.35,
        variety,
        rules: { gapM: 0.4, group: ["desk"], groupGapM: -0.3, seen: 0.7 },
      },
      {
        name: "rug",
        ...onLine(line, 0, depth + 0.25),
        turn: line.turn,
        width: look.rug === "round" ? 2 : 2.3,
        depth: look.rug === "round" ? 2 : 1.6,
        variety,
        rules: { gapM: 0, seen: 0.4 },
      },
    ],
  };
}
