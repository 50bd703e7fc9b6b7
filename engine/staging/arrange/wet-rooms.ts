import { isClear } from "#engine/geometry/clear-floor.ts";
import { hasWalls } from "#engine/geometry/room.ts";
import { setOnTop } from "#engine/staging/arrange/on-tops.ts";
import { type PieceName } from "#engine/staging/pieces/catalogue.ts";
import { type PlacedPiece } from "#engine/staging/scene.ts";
import { type Look } from "#engine/staging/look.ts";
import { fillCorner, setOn, those } from "#engine/staging/arrange/corners.ts";
import { placeBest } from "#engine/staging/arrange/group.ts";
import {
  type Line,
  onClearFloor,
  onLine,
  openLines,
  type Placing,
  wallLines,
  WALKWAY_M,
} from "#engine/staging/arrange/placing.ts";

/** A small table with seats where there is floor for it, green, a basket. Worktops stay as they are. */
export function arrangeKitchen(placing: Placing, look: Look): void {
  const variety = Math.floor(placing.random() * 12);
  const { room } = placing;
  const isBuiltIn = room.fittings.length > 0;
  dressTops(placing, look, ["small-plant", "bowl", "chopping-board", "bottles"]);
  // Between cabinets a table needs its walkways on floor that is seen: what is not seen there is a worktop.
  // Where no wall is known nothing is known of doors either: there nothing may stand on the floor.
  const lines = (hasWalls(room) ? openLines(room, 0.2) : []).filter(
    ({ x, z, turn }) => !isBuiltIn || onClearFloor(room.floor, { x, z, turn, width: 2.6, depth: 2.4 }, 0.93),
  );
  // Every other kitchen has a high table with stools at it.
  const isHigh = variety % 2 === 1;
  const [seat, outM] = isHigh ? (["bar-stool", 0.46] as const) : (["dining-chair", 0.52] as const);
  const seats = (line: Line, count: number) => {
    const rules = {
      gapM: 0.5,
      group: ["bistro-table", "dining-chair", "bar-stool"] as const,
      groupGapM: -0.22,
      seen: 0.6,
      free: true,
    };
    const chairs = [
      { ...onLine(line, 0, outM), turn: line.turn + Math.PI },
      { ...onLine(line, 0, -outM), turn: line.turn },
      { ...onLine(line, outM, 0), turn: line.turn + Math.PI / 2 },
    ].slice(0, count);
    return {
      needed: 1 + count,
      wishes: [
        {
          name: "bistro-table" as const,
          x: line.x,
          z: line.z,
          turn: line.turn,
          width: isHigh ? 0.7 : 0.85,
          depth: isHigh ? 0.7 : 0.85,
          ...(isHigh ? { height: 0.92 } : {}),
          variety,
          rules: { gapM: WALKWAY_M, seen: 0.8, free: true },
        },
        ...chairs.map((chair) => ({ name: seat, ...chair, variety, rules })),
        {
          name: "rug" as const,
          x: line.x,
          z: line.z,
          turn: line.turn,
          width: 2,
          depth: 2,
          variety,
          rules: { gapM: 0, seen: 0.4 },
        },
      ],
    };
  };
  void (
    placeBest(placing, lines, (line) => seats(line, 3)) ||
    placeBest(placing, lines, (line) => seats(line, 2)) ||
    (isBuiltIn &&
      [true, false].some((offThings) =>
        runners.some((size) => layRunner(placing, size, variety, offThings)),
      )) ||
    placeBest(placing, isBuiltIn ? [] : lines, (line) => ({
      needed: 1,
      wishes: [
        {
          name: "bar-stool",
          x: line.x,
          z: line.z,
          turn: line.turn,
          variety,
          rules: { gapM: 0.3, seen: 0.8 },
        },
      ],
    }))
  );
  fillCorner(placing, "plant", { height: 1 + placing.random() * 0.3, width: 0.65, depth: 0.65 }, 0.2);
  if (look.dressing > 0) fillCorner(placing, "basket", {}, 0.15);
}

/** A runner before the cabinets, wholly on floor that is seen; rather a small one than one seen through a chair's legs. */
const layRunner = (
  placing: Placing,
  size: { readonly width: number; readonly depth: number },
  variety: number,
  offThings: boolean,
): boolean =>
  placeBest(
    placing,
    openLines(placing.room, RUNNER_STEP_M, 1.2).filter(
      ({ x, z, turn }) => turn <= 0 && isClear(placing.room.floor, x, z),
    ),
    (line) => ({
      needed: 1,
      wishes: [
        {
          name: "rug",
          x: line.x,
          z: line.z,
          turn: line.turn,
          ...size,
          variety,
          rules: { gapM: 0, seen: 0.8, clear: 0.92, clearCorners: true, offThings },
        },
      ],
    }),
  );

/** Floor between cabinets is hardly wider than the runner: places a tenth of a metre apart pass over those it fits. */
const RUNNER_STEP_M = 0.05;

const runners = [
  { width: 1.9, depth: 0.7 },
  { width: 1.5, depth: 0.62 },
  { width: 1.1, depth: 0.5 },
  { width: 0.9, depth: 0.45 },
  { width: 0.75, depth: 0.45 },
] as const;

/** Small things on the worktops that are bare, at most four, each as large as there is room for it. */
function dressTops(placing: Placing, look: Look, names: readonly SmallThing[]): void {
  for (const name of names.slice(0, 2 + look.dressing))
    void sizesOnTop[name].some((size) => setOnTop(placing, name, size));
}

const sizesOnTop = {
  bowl: [
    { width: 0.28, depth: 0.28 },
    { width: 0.22, depth: 0.22, height: 0.11 },
  ],
  bottles: [{}, { width: 0.22, depth: 0.11, height: 0.14 }],
  "small-plant": [
    { width: 0.24, depth: 0.24, height: 0.34 },
    { width: 0.15, depth: 0.15, height: 0.22 },
    { width: 0.11, depth: 0.11, height: 0.16 },
  ],
  "folded-towels": [
    {},
    { width: 0.22, depth: 0.16, height: 0.1 },
    { width: 0.17, depth: 0.12, height: 0.07 },
  ],
  "chopping-board": [{}, { width: 0.24, depth: 0.16 }],
} as const satisfies { readonly [N in PieceName]?: readonly Partial<PlacedPiece>[] };
type SmallThing = keyof typeof sizesOnTop;

/** A mat, towels on a stool or a ladder, a plant, a basket. */
export function arrangeBathroom(placing: Placing, look: Look): void {
  const variety = Math.floor(placing.random() * 12);
  dressTops(placing, look, ["folded-towels", "small-plant", "bottles"]);
  const lines = openLines(placing.room, 0.1, 1.2).filter(({ z, turn }) => z < 5 && turn <= 0);
  void [
    { width: 0.8, depth: 0.52 },
    { width: 0.66, depth: 0.45 },
    { width: 0.55, depth: 0.38 },
  ].some((size) =>
    placeBest(placing, lines, ({ x, z, turn }) => ({
      needed: 1,
      wishes: [
        {
          name: "bath-mat",
          x,
          z,
          turn,
          ...size,
          variety,
          rules: { gapM: 0, seen: 0.9, clear: 0.92, clearCorners: true },
        },
      ],
    })),
  );
  placeBest(placing, wallLines(placing.room, 0.12), (line) => ({
    needed: 1,
    wishes: [
      {
        name: variety % 2 === 0 ? "towel-ladder" : "towel-stand",
        ...onLine(line, 0, 0.2),
        turn: line.turn,
        variety,
        rules: { gapM: 0.3, seen: 0.85 },
      },
    ],
  }));
  fillCorner(placing, "bath-stool", { variety }, 0.25);
  fillCorner(
    placing,
    "plant",
    { height: 0.75 + placing.random() * 0.2, width: 0.5, depth: 0.5, variety: 2 },
    0.12,
  );
  if (look.dressing > 0) fillCorner(placing, "basket", {}, 0.12);
  for (const table of those(placing, "side-table")) setOn(placing, table, "bottles", 0, 0);
}
