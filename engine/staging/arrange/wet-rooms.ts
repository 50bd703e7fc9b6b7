import { type Look } from "#engine/staging/look.ts";
import { fillCorner, setOn, those } from "#engine/staging/arrange/corners.ts";
import { placeBest } from "#engine/staging/arrange/group.ts";
import {
  type Line,
  onLine,
  openLines,
  type Placing,
  wallLines,
  WALKWAY_M,
} from "#engine/staging/arrange/placing.ts";

/** A small table with seats where there is floor for it, green, a basket. Worktops stay as they are. */
export function arrangeKitchen(placing: Placing, look: Look): void {
  const variety = Math.floor(placing.random() * 12);
  const lines = openLines(placing.room, 0.2);
  const seats = (line: Line, count: number) => {
    const rules = {
      gapM: 0.5,
      group: ["bistro-table", "dining-chair", "bar-stool"] as const,
      groupGapM: -0.22,
      seen: 0.6,
    };
    const chairs = [
      { ...onLine(line, 0, 0.52), turn: line.turn + Math.PI },
      { ...onLine(line, 0, -0.52), turn: line.turn },
      { ...onLine(line, 0.52, 0), turn: line.turn + Math.PI / 2 },
    ].slice(0, count);
    return {
      needed: 1 + count,
      wishes: [
        {
          name: "bistro-table" as const,
          x: line.x,
          z: line.z,
          turn: line.turn,
          width: 0.85,
          depth: 0.85,
          variety,
          rules: { gapM: WALKWAY_M, seen: 0.8 },
        },
        ...chairs.map((chair) => ({ name: "dining-chair" as const, ...chair, variety, rules })),
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
    placeBest(placing, lines, (line) => ({
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

/** A mat, towels on a stool or a ladder, a plant, a basket. */
export function arrangeBathroom(placing: Placing, look: Look): void {
  const variety = Math.floor(placing.random() * 12);
  const lines = openLines(placing.room, 0.2).filter(({ z }) => z < 5);
  placeBest(placing, lines, (line) => ({
    needed: 1,
    wishes: [
      { name: "bath-mat", x: line.x, z: line.z, turn: line.turn, variety, rules: { gapM: 0, seen: 0.9 } },
    ],
  }));
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
