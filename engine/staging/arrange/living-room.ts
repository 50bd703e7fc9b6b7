import { type Look } from "#engine/staging/look.ts";
import { fillCorner, setOn, those } from "#engine/staging/arrange/corners.ts";
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
import { lampWidth } from "#engine/staging/pieces/lamps.ts";
import { catalogue, type PieceName } from "#engine/staging/pieces/catalogue.ts";
import { type PlacedPiece } from "#engine/staging/scene.ts";

const SEATING: readonly PieceName[] = [
  "sofa",
  "loveseat",
  "armchair",
  "coffee-table",
  "side-table",
  "pouf",
  "floor-lamp",
];

export function arrangeLiving(placing: Placing, look: Look): void {
  const variety = Math.floor(placing.random() * 12);
  const flip = placing.random() < 0.5 ? -1 : 1;
  const walls = wallLines(placing.room, 0.15);
  const anywhere = [...walls, ...openLines(placing.room, 0.3).filter(facesUs)];
  // A whole group in the open room takes a large one.
  const roomy = placing.room.box.back > 4.6 ? anywhere : walls;
  const seat = (name: "sofa" | "loveseat" | "armchair", lines: readonly Line[], needed: number): boolean =>
    placeBest(placing, lines, (line) => seatingGroup(line, look, name, variety, flip, needed));
  const isSeated =
    seat("sofa", roomy, 3) ||
    seat("loveseat", roomy, 3) ||
    seat("loveseat", anywhere, 1) ||
    seat("armchair", anywhere, 1);
  if (!isSeated) return;
  for (const table of those(placing, "side-table")) setOn(placing, table, "table-lamp", 0, 0, { variety });
  const [sofa] = [...those(placing, "sofa"), ...those(placing, "loveseat")];
  placeBest(
    placing,
    walls.filter((line) => showsItsFront(line) && isBefore(sofa, line)),
    (line) => ({
      needed: 1,
      wishes: [
        {
          name: "media-console",
          ...onLine(line, 0, 0.24),
          turn: line.turn,
          width: look.dressing === 0 ? 1.5 : 1.7,
          variety,
          rules: { gapM: 1.1, seen: 0.85 },
        },
      ],
    }),
  );
  fillCorner(placing, "plant", { height: 1.25 + placing.random() * 0.4, width: 0.85, depth: 0.85 }, 0.15);
  if (look.dressing > 0 && placing.random() < 0.7)
    placeBest(placing, walls.filter(showsItsFront), (line) => ({
      needed: 1,
      wishes: [
        {
          name: "bookcase",
          ...onLine(line, 0, 0.2),
          turn: line.turn,
          variety,
          rules: { gapM: WALKWAY_M, seen: 0.9 },
        },
      ],
    }));
  if (sofa !== undefined) overSofa(placing, sofa.x, sofa.z, sofa.turn, look, variety);
}

/** Whether who sits on the seat looks towards the line: a screen stands before a sofa, not behind it. */
const isBefore = (seat: PlacedPiece | undefined, { x, z }: Line): boolean =>
  seat === undefined || -(x - seat.x) * Math.sin(seat.turn) - (z - seat.z) * Math.cos(seat.turn) > 0.8;

/** Seats in the open room are not shown from behind. */
const facesUs = ({ x, z, out }: Line): boolean => -x * out[0] - z * out[1] > 0.1 * Math.hypot(x, z);

function overSofa(placing: Placing, x: number, z: number, turn: number, look: Look, variety: number): void {
  const wall = turn === 0 ? "back" : turn < 0 ? "left" : "right";
  const { box } = placing.room;
  const off = wall === "back" ? box.back - z : wall === "left" ? x - box.left : box.right - x;
  if (off > 0.8) return;
  const along = wall === "back" ? x : z;
  const pair = variety % 2 === 0 && look.dressing > 0;
  if (
    pair &&
    hang(placing, wall, along - 0.42, "picture", { width: 0.62, height: 0.82, bottom: 1.12 }, variety)
  ) {
    hang(placing, wall, along + 0.42, "picture", { width: 0.62, height: 0.82, bottom: 1.12 }, variety);
    return;
  }
  hang(placing, wall, along, "picture", { width: 1.15, height: 0.78, bottom: 1.14 }, variety);
}

/** Sofa with its back to the line, table before it, rug under all, chairs facing in, lamp and small table at its ends. */
function seatingGroup(
  line: Line,
  look: Look,
  seat: "sofa" | "loveseat" | "armchair",
  variety: number,
  flip: number,
  needed: number,
): GroupPlan {
  const [width, depth] = catalogue[seat].size;
  const tableDepth = look.table === "round" || look.table === "drum" ? 0.82 : 0.62;
  const tableWidth = look.table === "round" || look.table === "drum" ? 0.86 : 1.1;
  const tableOut = depth + 0.4 + tableDepth / 2;
  const middle = onLine(line, 0, tableOut);
  const near = { gapM: WALKWAY_M, group: SEATING, groupGapM: 0.3, seen: 0.55 };
  // The tall lamp stands at the far end, or it would stand before everything.
  const far = onLine(line, 1, 0).z - onLine(line, -1, 0).z;
  const lampSide = Math.abs(far) < 0.5 ? flip : Math.sign(far);
  const rugRound = look.rug === "round";
  const chair = (side: number) => {
    const at = onLine(line, side * (width / 2 + 0.32), depth + 0.62);
    // Its front is turned to the table's middle.
    const turn = Math.atan2(at.x - middle.x, at.z - middle.z);
    return { name: "armchair" as const, ...at, turn, variety, rules: near };
  };
  return {
    needed,
    wishes: [
      {
        name: seat,
        ...onLine(line, 0, depth / 2),
        turn: line.turn,
        variety,
        rules: { gapM: WALKWAY_M, seen: 0.78 },
      },
      {
        name: "rug",
        ...onLine(line, 0, depth * 0.45 + 0.95),
        turn: line.turn,
        width: rugRound ? 2.3 : 2.7,
        depth: rugRound ? 2.3 : 1.9,
        variety,
        rules: { gapM: 0, seen: 0.4 },
      },
      {
        name: "coffee-table",
        ...middle,
        turn: line.turn,
        width: tableWidth,
        depth: tableDepth,
        height: look.table === "drum" ? 0.36 : 0.4,
        variety,
        rules: near,
      },
      chair(flip),
      {
        name: "side-table",
        ...onLine(line, -lampSide * (width / 2 + 0.32), 0.32),
        turn: line.turn,
        variety,
        rules: { ...near, groupGapM: 0.05 },
      },
      {
        name: "floor-lamp",
        ...onLine(line, lampSide * (width / 2 + lampWidth(look) / 2 + 0.13), 0.3),
        turn: line.turn + (lampSide > 0 ? Math.PI : 0),
        width: lampWidth(look),
        variety,
        rules: { ...near, groupGapM: 0.05 },
      },
      ...(look.dressing === 0 ? [] : [chair(-flip)]),
      { name: "pouf", ...onLine(line, -flip * 0.75, tableOut + 0.75), turn: 0, variety, rules: near },
    ],
  };
}
