import { type RoomType, type StagingStyle } from "#core/edit/params.ts";
import { resampleBy } from "#engine/enhance/resample-by.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { type Raster } from "#engine/raster.ts";
import { readScene, writeScene } from "#functions/edit/kept-scene.ts";
import { studioHere } from "#functions/edit/studio-here.ts";
import { type EditJob } from "#functions/edit/studio.ts";
import { type Sheet, type SheetPicture } from "#test/bench/sheets/sheet-type.ts";
import { cameraOf, drawnRoom } from "#test/engine/geometry/room-fixture.ts";
import { developed, litRoom } from "#test/samples/lit-room.ts";

/** One room from two places: radians turned to the right, and metres from where its box is measured. */
interface View {
  readonly yaw: number;
  readonly x: number;
  readonly z: number;
}
interface TwoViews extends Look {
  readonly size: { readonly left: number; readonly right: number; readonly back: number };
  readonly first: View;
  readonly second: View;
}

const rooms: { readonly [name: string]: TwoViews } = {
  "turned on the spot": {
    roomType: "living-room",
    style: "contemporary",
    size: { left: -2.5, right: 2.4, back: 5 },
    first: { yaw: 0.22, x: 0, z: 0 },
    second: { yaw: -0.1, x: 0, z: 0 },
  },
  "a step to the right": {
    roomType: "bedroom",
    style: "rustic",
    size: { left: -2.2, right: 2.2, back: 4.6 },
    first: { yaw: 0.15, x: -0.5, z: 0 },
    second: { yaw: -0.2, x: 0.8, z: 0 },
  },
  "from the other side": {
    roomType: "dining-room",
    style: "traditional",
    size: { left: -2.4, right: 2.4, back: 5.2 },
    first: { yaw: 0.3, x: -1.2, z: 0 },
    second: { yaw: -0.3, x: 1.2, z: 0.2 },
  },
  "a step back": {
    roomType: "office",
    style: "modern",
    size: { left: -2, right: 2.3, back: 4.4 },
    first: { yaw: -0.12, x: 0.3, z: 0.4 },
    second: { yaw: 0.1, x: 0, z: -0.5 },
  },
};

/** Furnishes one view of a room of known geometry, and another one with the furniture of the first. */
export const multiAngleSheet: Sheet = {
  name: "multi-angle",
  photos: Object.keys(rooms),
  draw: (name) => seenFrom(roomOf(name), roomOf(name).first),
  pictures: async (photo, name) => {
    const room = roomOf(name);
    return stagedTwice(photo, seenFrom(room, room.second), room);
  },
};

/** Empty rooms as photographed, and what a camera turned on the spot would have taken with a longer lens. */
const turns: { readonly [photo: string]: Look & { readonly degrees: number } } = {
  "unlicensed/empty-great-room-01.jpg": { roomType: "living-room", style: "modern", degrees: 8 },
  "unlicensed/empty-living-room-01.webp": { roomType: "living-room", style: "contemporary", degrees: -8 },
  "unlicensed/empty-bedroom-01.jpg": { roomType: "bedroom", style: "rustic", degrees: 6 },
  "unlicensed/empty-dining-room-01.jpg": { roomType: "dining-room", style: "traditional", degrees: -8 },
  "office-empty-01.jpg": { roomType: "office", style: "modern", degrees: 8 },
};

export const multiAnglePhotosSheet: Sheet = {
  name: "multi-angle-photos",
  photos: Object.keys(turns),
  pictures: async (photo, name) => {
    const look = turns[name];
    if (look === undefined) throw new RangeError(`No turn of ${name} is known`);
    const small = shrinkTo(photo, 1_000_000);
    return stagedTwice(small, turned(small, look.degrees), look);
  },
};

interface Look {
  readonly roomType: RoomType;
  readonly style: StagingStyle;
}

/** Furnishes a photo, and another one of the same room with the furniture of the first. */
async function stagedTwice(photo: Raster, again: Raster, look: Look): Promise<readonly SheetPicture[]> {
  const { roomType, style } = look;
  const ask = { editType: "virtual-staging", params: { roomType, style } } as const;
  const first = await staged({ ask, photo, painted: undefined });
  if (first.scene === undefined) return [first.picture];
  // Through the text that is kept in the record, as between two edits.
  const like = readScene(first.scene);
  const second = await staged({ ask, photo: again, painted: undefined, like, likePhoto: photo });
  return [first.picture, { caption: "second view", image: again }, second.picture];
}

/** The same picture through a lens 1.4 times as long, turned to the right (a homography, exact for a turned camera). */
function turned(photo: Raster, degrees: number): Raster {
  const focal = estimateRoom(photo).camera.focalPx;
  const longer = focal * 1.4;
  const [cx, cy] = [photo.width / 2, photo.height / 2];
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  // A ray (x, y, 1) of the second picture, turned, is (c·x + s, y, c − s·x) in the first.
  const [a, b] = [1 / longer, -cx / longer];
  const row = (x: number, w: number): readonly [number, number, number] => [x * a, 0, x * b + w];
  const depth = row(-s, c);
  const across = row(c, s).map((v, k) => v * focal + (depth[k] ?? 0) * cx);
  const down = [0, 1 / longer, -cy / longer].map((v, k) => v * focal + (depth[k] ?? 0) * cy);
  const [m0 = 0, m1 = 0, m2 = 0] = across;
  const [m3 = 0, m4 = 0, m5 = 0] = down;
  return resampleBy(photo, [m0, m1, m2, m3, m4, m5, ...depth]);
}

function roomOf(name: string): TwoViews {
  const room = rooms[name];
  if (room === undefined) throw new RangeError(`No room is ${name}`);
  return room;
}

function seenFrom({ size }: TwoViews, { yaw, x, z }: View): Raster {
  const box = { ...size, ceiling: 2.6 };
  const camera = cameraOf(
    drawnRoom({ width: 640, height: 480, focal: 0.6, yaw, pitch: 0.1, eyeM: 1.45, box }),
  );
  const light = litRoom({
    camera,
    box,
    standsAt: { x, z },
    windows: [
      { wall: "left", from: box.back - 3.1, to: box.back - 1.2, bottom: 0.8, top: 2.25 },
      { wall: "back", from: -0.9, to: 0.7, bottom: 0.85, top: 2.25 },
    ],
    wall: [0.76, 0.745, 0.71],
    planks: [0.42, 0.27, 0.15],
  });
  return developed(light, [0.62, 0.61, 0.6], 5);
}

/** Planned and performed as an edit is. */
async function staged(
  job: EditJob,
): Promise<{ readonly picture: SheetPicture; readonly scene?: string | undefined }> {
  const plan = await studioHere.plan(job);
  const made = plan.ok ? await studioHere.perform(job, plan.value, 1) : plan;
  if (!made.ok) return { picture: { caption: `refused: ${made.problem.kind}`, image: undefined } };
  const { photo: image, scene } = made.value;
  const pieces = scene?.scene.pieces.length ?? 0;
  return { picture: { caption: `${pieces} pieces`, image }, scene: scene && writeScene(scene) };
}
