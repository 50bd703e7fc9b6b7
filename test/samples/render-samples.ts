import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { type Raster } from "#engine/raster.ts";
import { studioHere } from "#functions/edit/studio-here.ts";
import { cameraOf, drawnRoom } from "#test/engine/geometry/room-fixture.ts";
import { drawHouse } from "./lit-house.ts";
import { developed, type LitRoom, litRoom } from "./lit-room.ts";

/**
 * `tsx test/samples/render-samples.ts [folder]`
 *
 * Renders the pictures of the sample home, which are nobody's photos: the front of a house, and a living room empty,
 * furnished by our own studio, and as a phone takes it in lamplight: dark and yellow. JPEG, at most 150 KB each; public/samples unless named.
 */
const mostBytes = 150_000;
const folder = process.argv[2] ?? join(import.meta.dirname, "../../public/samples");
await mkdir(folder, { recursive: true });

await keep("front", drawHouse());
const living = aRoom({ yaw: 0.22, left: -2.5, right: 2.4, back: 5 });
const empty = developed(litRoom(living), [0.62, 0.61, 0.6], 5);
await keep("living-room-empty", empty);
const staged = await furnished(empty);
await keep("living-room-furnished", staged);
await keep("living-room-dim", dimmed(staged));

function aRoom({
  yaw,
  left,
  right,
  back,
}: {
  readonly yaw: number;
  readonly left: number;
  readonly right: number;
  readonly back: number;
}): LitRoom {
  const box = { left, right, back, ceiling: 2.65 };
  const camera = cameraOf(
    drawnRoom({ width: 1280, height: 960, focal: 0.62, yaw, pitch: 0.1, eyeM: 1.45, box }),
  );
  return {
    camera,
    box,
    windows: [
      { wall: "left", from: back - 3.1, to: back - 1.2, bottom: 0.8, top: 2.25 },
      { wall: "back", from: -0.9, to: 0.7, bottom: 0.85, top: 2.25 },
    ],
    wall: [0.76, 0.745, 0.71],
    planks: [0.42, 0.27, 0.15],
  };
}

/** By the same hand as any edit of the app. */
async function furnished(photo: Raster): Promise<Raster> {
  const params = { roomType: "living-room", style: "contemporary" } as const;
  const job = { ask: { editType: "virtual-staging", params }, photo, painted: undefined } as const;
  const plan = await studioHere.plan(job);
  const made = plan.ok ? await studioHere.perform(job, plan.value, 4) : plan;
  if (!made.ok) throw new Error(`The studio would not furnish its own room: ${made.problem.message}`);
  return made.value.photo;
}

/** The same light, two fifths of it, with a white balance set for daylight under a lamp. */
function dimmed({ data, width, height }: Raster): Raster {
  const cast = [0.62, 0.52, 0.38] as const;
  const out = data.map((value, i) => 255 * ((value / 255) ** 2.2 * (cast[i % 3] ?? 1) * 0.42) ** (1 / 2.2));
  return { data: out, width, height };
}

async function keep(name: string, { data, width, height }: Raster): Promise<void> {
  for (let quality = 88; quality >= 50; quality -= 4) {
    const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer();
    if (bytes.length > mostBytes) continue;
    await writeFile(join(folder, `${name}.jpg`), bytes);
    console.log(`${name}: ${width} × ${height}, quality ${quality}, ${Math.round(bytes.length / 1000)} KB`);
    return;
  }
  throw new Error(`${name} is too large at any quality`);
}
