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
import { hang } from "#engine/staging/arrange/wall-things.ts";
import { type PieceName } from "#engine/staging/pieces/catalogue.ts";

const GROUP: readonly PieceName[] = ["dining-table", "dining-chair"];

/** Table in the clear middle with chairs drawn up, rug under all, a sideboard with a picture over it, green. */
export function arrangeDining(placing: Placing, look: Look): void {
  const variety = Math.floor(placing.random() * 12);
  const lines = openLines(placing.room, 0.22);
  const sizes = [
    { width: 1.8, chairs: 3 },
    { width: 1.5, chairs: 2 },
    { width: 1.05, chairs: 1 },
  ];
  // Where a long table has few places, a shorter one is another arrangement.
  const found = (placing.pick % 3 === 2 ? sizes.slice(1) : sizes).some(({ width, chairs }) =>
    placeBest(placing, lines, (line) => tableGroup(line, look, width, chairs, variety)),
  );
  if (!found) return;
  const walls = wallLines(placing.room, 0.15);
  placeBest(placing, walls.filter(showsItsFront), (line) => ({
    needed: 1,
    wishes: [
      {
        name: "sideboard",
        ...onLine(line, 0, 0.24),
        turn: line.turn,
        variety,
        rules: { gapM: WALKWAY_M, seen: 0.85 },
      },
    ],
  }));
  for (const board of placing.placed.filter((piece) => piece.name === "sideboard")) {
    const wall = board.turn === 0 ? "back" : board.turn < 0 ? "left" : "right";
    const along = wall === "back" ? board.x : board.z;
    if (look.dressing === 2)
      hang(placing, wall, along, "wall-mirror", { width: 0.8, height: 0.8, bottom: 1.3 }, variety);
    else hang(placing, wall, along, "picture", { width: 0.9, height: 0.65, bottom: 1.3 }, variety);
  }
  fillCorner(placing, "plant", { height: 1.3 + placing.random() * 0.3, width: 0.85, depth: 0.85 }, 0.2);
}

function tableGroup(line: Line, look: Look, width: number, chairs: number, variety: number): GroupPlan {
  const round = look.table === "round" && width < 1.7;
  const depth = round || width < 1.2 ? Math.min(width, 1.2) : 0.95;
  const size = round ? Math.min(width, 1.2) : width;
  const rules = { gapM: WALKWAY_M, group: GROUP, groupGapM: -0.32, seen: 0.5 };
  const across =
    chairs === 1 ? [0] : chairs === 2 ? [-size * 0.23, size * 0.23] : [-size * 0.285, 0, size * 0.285];
  const out = depth / 2 + 0.12;
  return {
    needed: 2 + (chairs === 1 ? 1 : 3),
    wishes: [
      {
        name: "dining-table",
        x: line.x,
        z: line.z,
        turn: line.turn,
        width: size,
        depth,
        variety,
        rules: { gapM: WALKWAY_M, seen: 0.8 },
      },
      {
        name: "rug",
        x: line.x,
        z: line.z,
        turn: line.turn,
        width: size + 1.2,
        depth: depth + 1.4,
        variety,
        rules: { gapM: 0, seen: 0.4 },
      },
      ...across.flatMap((a) => [
        { name: "dining-chair" as const, ...onLine(line, a, out), turn: line.turn + Math.PI, variety, rules },
        { name: "dining-chair" as const, ...onLine(line, a, -out), turn: line.turn, variety, rules },
      ]),
      {
        name: "dining-chair",
        ...onLine(line, size / 2 + 0.14, 0),
        turn: line.turn + Math.PI / 2,
        variety,
        rules,
      },
      {
        name: "dining-chair",
        ...onLine(line, -size / 2 - 0.14, 0),
        turn: line.turn - Math.PI / 2,
        variety,
        rules,
      },
    ],
  };
}
