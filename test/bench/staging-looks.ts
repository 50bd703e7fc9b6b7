import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { roomTypes, stagingStyles } from "#core/edit/params.ts";
import { decodePhoto } from "#engine/codec/decode.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { type Room } from "#engine/geometry/room.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { drawnRoom, drawRoom } from "#test/engine/geometry/room-fixture.ts";
import { type Bench, type Figure } from "./harness.ts";
import { sceneFaults } from "./scene-faults.ts";

const photos = "../shared/photos";
const emptyPhotos = [
  "office-empty-01.jpg",
  "unlicensed/empty-bedroom-01.jpg",
  "unlicensed/empty-bedroom-02.jpg",
  "unlicensed/empty-great-room-01.jpg",
  "unlicensed/empty-living-room-01.webp",
];

/** 36 looks in every empty room, looked over by the scenes' own geometry. */
export const stagingLooks: Bench = {
  name: "staging-looks",
  async run() {
    const figures: Figure[] = [];
    for (const [name, room] of await rooms()) figures.push(...figuresOf(name, room));
    return figures;
  },
};

async function rooms(): Promise<[string, Room][]> {
  const drawn = Object.entries({
    "drawn, from the side": drawnRoom({ width: 960, height: 720 }),
    "drawn, straight on": drawnRoom({
      width: 960,
      height: 720,
      yaw: 0,
      box: { left: -3, right: 3, back: 5.5, ceiling: 2.6 },
    }),
    "drawn, small": drawnRoom({
      width: 960,
      height: 720,
      yaw: 0.25,
      box: { left: -1.6, right: 1.5, back: 3.6, ceiling: 2.5 },
    }),
  }).map(([name, room]): [string, Room] => [name, estimateRoom(drawRoom(room))]);
  const found: [string, Room][] = [];
  for (const name of emptyPhotos) {
    if (!existsSync(`${photos}/${name}`)) {
      process.stdout.write(`  ${photos}/${name} is not here and is left out\n`);
      continue;
    }
    const read = await decodePhoto(await readFile(`${photos}/${name}`), { maxPixels: 50_000_000 });
    if (read.kind === "refused") throw new Error(`${name}: ${read.reason}`);
    found.push([name, estimateRoom(shrinkTo(read.photo, 1_000_000))]);
  }
  return [...drawn, ...found];
}

function figuresOf(name: string, room: Room): Figure[] {
  const scenes = roomTypes.flatMap((roomType) =>
    stagingStyles.map((style) => arrangeScene(room, { roomType, style, seed: 1 })),
  );
  const faults = scenes.map((scene) => ({ scene, ...sceneFaults(room, scene) }));
  for (const { scene, ...found } of faults)
    for (const [kind, list] of Object.entries(found))
      for (const what of list)
        process.stdout.write(`  ${name}, ${scene.roomType} ${scene.style} ${scene.seed}: ${kind}: ${what}\n`);
  const count = (of: (one: (typeof faults)[number]) => number, what: string, target?: string): Figure => ({
    name: `${name}: ${what}`,
    value: faults.reduce((sum, one) => sum + of(one), 0),
    unit: "",
    ...(target === undefined ? {} : { target }),
  });
  return [
    count(({ scene }) => scene.pieces.length, "pieces in 36 scenes"),
    count(({ scene }) => (scene.pieces.length === 0 ? 1 : 0), "scenes without a piece"),
    count(({ walls }) => walls.length, "in a wall", "= 0"),
    count(({ openings }) => openings.length, "before a door or window", "= 0"),
    count(({ pieces }) => pieces.length, "in each other", "= 0"),
    count(({ walkways }) => walkways.length, "out of reach by 75 cm", "= 0"),
  ];
}
