import { type Look } from "#engine/staging/look.ts";
import { fillCorner, setOn, those } from "#engine/staging/arrange/corners.ts";
import { placeBest, type GroupPlan } from "#engine/staging/arrange/group.ts";
import {
  type Line,
  onLine,
  type Placing,
  showsItsFront,
  wallLines,
  WALKWAY_M,
} from "#engine/staging/arrange/placing.ts";
import { hang } from "#engine/staging/arrange/wall-things.ts";
import { type PieceName } from "#engine/staging/pieces/catalogue.ts";

const GROUP: readonly PieceName[] = ["bed", "nightstand", "bench"];

/** Bed with its head on a wall, tables beside it, rug under its foot; then storage, a chair, green and a picture. */
export function arrangeBedroom(placing: Placing, look: Look): void {
  const variety = Math.floor(placing.random() * 12);
  const walls = wallLines(placing.room, 0.15);
  const found = [
    { width: 1.66, needed: 3 },
    { width: 1.66, needed: 2 },
    { width: 1.46, needed: 1 },
    { width: 0.98, needed: 1 },
  ].some(({ width, needed }) =>
    placeBest(placing, walls, (line) => bedGroup(line, look, width, variety, needed)),
  );
  if (!found) return;
  for (const table of those(placing, "nightstand")) setOn(placing, table, "table-lamp", 0, 0.04, { variety });
  placeBest(placing, walls.filter(showsItsFront), (line) => ({
    needed: 1,
    wishes: [
      {
        name: "dresser",
        ...onLine(line, 0, 0.25),
        turn: line.turn,
        variety,
        rules: { gapM: WALKWAY_M, seen: 0.85 },
      },
    ],
  }));
  if (look.dressing > 0) fillCorner(placing, "armchair", { variety }, 0.6);
  fillCorner(placing, "plant", { height: 1.2 + placing.random() * 0.35, width: 0.8, depth: 0.8 }, 0.12);
  for (const bed of those(placing, "bed")) {
    const wall = bed.turn === 0 ? "back" : bed.turn < 0 ? "left" : "right";
    const along = wall === "back" ? bed.x : bed.z;
    if (look.headboard === "frame" || look.headboard === "panel" || look.headboard === "slats")
      hang(placing, wall, along, "picture", { width: 1.1, height: 0.7, bottom: 1.35 }, variety);
    else hang(placing, wall, along, "wall-mirror", { width: 0.7, height: 0.7, bottom: 1.4 }, variety);
  }
}

function bedGroup(line: Line, look: Look, width: number, variety: number, needed: number): GroupPlan {
  const height = { panel: 1.1, tufted: 1.35, slats: 1.05, frame: 0.95, wings: 1.25 }[look.headboard];
  const side = width / 2 + 0.34;
  const rules = { gapM: WALKWAY_M, group: GROUP, groupGapM: 0.03, seen: 0.5 };
  return {
    needed,
    wishes: [
      {
        name: "bed",
        ...onLine(line, 0, 2.12 / 2),
        turn: line.turn,
        width,
        height,
        variety,
        rules: { gapM: WALKWAY_M, seen: 0.62 },
      },
      { name: "nightstand", ...onLine(line, -side, 0.21), turn: line.turn, variety, rules },
      { name: "nightstand", ...onLine(line, side, 0.21), turn: line.turn, variety, rules },
      {
        name: "rug",
        ...onLine(line, 0, 1.62),
        turn: line.turn,
        width: width + 1.1,
        depth: 1.75,
        variety,
        rules: { gapM: 0, seen: 0.3 },
      },
      {
        name: "bench",
        ...onLine(line, 0, 2.12 + 0.3),
        turn: line.turn,
        width: width * 0.75,
        variety,
        rules: { ...rules, groupGapM: 0.05 },
      },
    ],
  };
}
