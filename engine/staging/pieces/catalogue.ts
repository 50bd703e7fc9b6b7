import { type StagingStyle } from "#core/edit/params.ts";
import { type Look, looks } from "#engine/staging/look.ts";
import { type Part, movedAll } from "#engine/staging/mesh.ts";
import { bed, towelStand } from "#engine/staging/pieces/beds.ts";
import { basket, ladder } from "#engine/staging/pieces/floor-decor.ts";
import { bottles, bowl, choppingBoard, vase } from "#engine/staging/pieces/table-decor.ts";
import { picture, wallMirror } from "#engine/staging/pieces/wall-decor.ts";
import { plant } from "#engine/staging/pieces/plants.ts";
import { floorLamp, tableLamp } from "#engine/staging/pieces/lamps.ts";
import { armchair, bench, pouf } from "#engine/staging/pieces/armchair.ts";
import { barStool, diningChair, officeChair } from "#engine/staging/pieces/chairs.ts";
import { sofa } from "#engine/staging/pieces/sofa.ts";
import { type Size } from "#engine/staging/pieces/size.ts";
import { bookcase, dresser, mediaConsole, nightstand, sideboard } from "#engine/staging/pieces/storage.ts";
import { coffeeTable } from "#engine/staging/pieces/coffee-table.ts";
import { desk } from "#engine/staging/pieces/desk.ts";
import { diningTable, sideTable } from "#engine/staging/pieces/tables.ts";
import { hangingTowel, rug, towels } from "#engine/staging/pieces/textiles.ts";
import { type PlacedPiece } from "#engine/staging/scene.ts";
import { box } from "#engine/staging/box-shape.ts";
import { slab } from "#engine/staging/flat-shapes.ts";
import { lathe, rod } from "#engine/staging/turned-shapes.ts";

interface Kind {
  /** Usual size in metres: width, depth, height. */
  readonly size: readonly [number, number, number];
  readonly build: (size: Size, look: Look, variety: number) => Part[];
}

/** Every piece the studio can place. A new piece is one line here and its function. */
export const catalogue = {
  sofa: { size: [2.1, 0.92, 0.82], build: sofa },
  loveseat: { size: [1.55, 0.88, 0.82], build: sofa },
  armchair: { size: [0.78, 0.8, 0.8], build: armchair },
  "coffee-table": { size: [1.1, 0.62, 0.4], build: coffeeTable },
  "side-table": { size: [0.46, 0.46, 0.55], build: sideTable },
  pouf: { size: [0.5, 0.5, 0.4], build: pouf },
  "media-console": { size: [1.7, 0.42, 0.52], build: mediaConsole },
  bookcase: { size: [0.9, 0.32, 1.9], build: bookcase },
  "floor-lamp": { size: [0.46, 0.46, 1.6], build: floorLamp },
  "table-lamp": { size: [0.32, 0.32, 0.52], build: tableLamp },
  plant: { size: [0.75, 0.75, 1.5], build: (size, _, variety) => within(plant(size, variety), size) },
  "small-plant": {
    size: [0.3, 0.3, 0.45],
    build: (size, _, variety) => within(plant(size, variety * 3 + 2), size),
  },
  vase: { size: [0.2, 0.2, 0.45], build: (_, __, variety) => vase(variety) },
  bowl: { size: [0.3, 0.3, 0.14], build: ({ width }) => bowl(width / 2) },
  rug: {
    size: [2.4, 1.7, 0.012],
    build: (size, look) => rug(size, look.rug === "round" && Math.abs(size.width - size.depth) < 0.3),
  },
  picture: { size: [0.7, 0.035, 0.9], build: (size, _, variety) => picture(size, variety) },
  "wall-mirror": { size: [0.75, 0.03, 0.75], build: wallMirror },
  bed: { size: [1.66, 2.12, 1.15], build: bed },
  nightstand: { size: [0.48, 0.4, 0.52], build: nightstand },
  dresser: { size: [1.2, 0.46, 0.8], build: dresser },
  bench: { size: [1.2, 0.42, 0.46], build: bench },
  "dining-table": { size: [1.7, 0.92, 0.75], build: diningTable },
  "dining-chair": { size: [0.48, 0.54, 0.84], build: diningChair },
  sideboard: { size: [1.6, 0.42, 0.78], build: sideboard },
  desk: { size: [1.4, 0.68, 0.75], build: desk },
  "office-chair": { size: [0.62, 0.62, 1.02], build: officeChair },
  "bar-stool": { size: [0.42, 0.42, 0.9], build: barStool },
  "bistro-table": { size: [0.72, 0.72, 0.74], build: bistroTable },
  basket: { size: [0.42, 0.42, 0.42], build: basket },
  "towel-ladder": { size: [0.5, 0.34, 1.7], build: towelLadder },
  "towel-stand": {
    size: [0.6, 0.26, 0.85],
    build: (size) => [
      ...towelStand(size),
      hangingTowel("towel", size.width * 0.8, 0.5, size.height + 0.012, 0),
    ],
  },
  "bath-mat": {
    size: [0.8, 0.52, 0.02],
    build: (size) => [box("towel", [size.width, 0.018, size.depth], [0, 0, 0], { round: 0.008 })],
  },
  "bath-stool": { size: [0.36, 0.3, 0.44], build: bathStool },
  bottles: { size: [0.28, 0.14, 0.17], build: (size) => stretched(bottles(), [0.28, 0.17, 0.14], size) },
  "folded-towels": { size: [0.3, 0.21, 0.14], build: towels },
  "chopping-board": { size: [0.32, 0.21, 0.07], build: choppingBoard },
} as const satisfies { readonly [name: string]: Kind };

export type PieceName = keyof typeof catalogue;

export const isPieceName = (name: string): name is PieceName => Object.hasOwn(catalogue, name);

/** The parts of a placed piece in its own frame. */
export function modelOf(piece: PlacedPiece, style: StagingStyle): Part[] {
  const kind: Kind = catalogue[piece.name];
  return kind.build(
    { width: piece.width, depth: piece.depth, height: piece.height },
    looks[style],
    piece.variety,
  );
}

/** A piece that is modelled at one size (width, height, depth), at another. */
function stretched(
  parts: readonly Part[],
  [x, y, z]: readonly [number, number, number],
  { width, height, depth }: Size,
): Part[] {
  const by = [width / x, height / y, depth / z];
  return parts.map((part) => ({ ...part, positions: part.positions.map((v, i) => v * by[i % 3]) }));
}

/** Drawn in sideways where leaves reach further than the piece may. */
function within(parts: readonly Part[], { width, depth }: Size): Part[] {
  let [x, z] = [width / 2, depth / 2];
  for (const { positions } of parts)
    for (let i = 0; i < positions.length; i += 3) {
      x = Math.max(x, Math.abs(positions[i]));
      z = Math.max(z, Math.abs(positions[i + 2]));
    }
  const by = [width / 2 / x, 1, depth / 2 / z];
  return parts.map((part) => ({ ...part, positions: part.positions.map((v, i) => v * by[i % 3]) }));
}

function bistroTable({ width, depth, height }: Size, look: Look, variety: number): Part[] {
  return [
    slab(look.table === "drum" ? "stone" : "wood", width, depth, 0.03, height - 0.03, 2),
    lathe(
      "metal",
      [
        [0, 0],
        [width * 0.32, 0],
        [width * 0.32, 0.015],
        [0.03, 0.04],
        [0.025, height - 0.05],
        [0.1, height - 0.03],
      ],
      [0, 0, 0],
      32,
    ),
    ...movedAll(variety % 2 === 0 ? bowl(0.13) : vase(variety), { y: height }),
  ];
}

function towelLadder(size: Size): Part[] {
  const z = (t: number): number => -size.depth / 2 + 0.03 + (size.depth - 0.06) * t;
  return [
    ...ladder(size),
    hangingTowel("towel", size.width * 0.72, 0.55, size.height * 0.8 + 0.014, z(0.8)),
    hangingTowel("pillow-accent", size.width * 0.6, 0.4, size.height * 0.4 + 0.014, z(0.4)),
  ];
}

function bathStool({ width, depth, height }: Size): Part[] {
  return [
    slab("wood", width, depth, 0.03, height - 0.03, 4),
    ...[-1, 1].flatMap((sx) =>
      [-1, 1].map((sz) =>
        rod(
          "wood",
          [sx * (width / 2 - 0.02), 0, sz * (depth / 2 - 0.02)],
          [sx * (width / 2 - 0.06), height - 0.02, sz * (depth / 2 - 0.05)],
          0.016,
        ),
      ),
    ),
    ...movedAll(towels({ width: 0.28, depth: 0.2, height: 0.13 }), { y: height }),
  ];
}
