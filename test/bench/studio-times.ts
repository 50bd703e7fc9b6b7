import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { analysePhoto } from "#engine/analysis/analyse-photo.ts";
import { decodePhoto } from "#engine/codec/decode.ts";
import { toDusk } from "#engine/dusk/dusk.ts";
import { windowLikeness } from "#engine/dusk/window-likeness.ts";
import { enhance } from "#engine/enhance/enhance.ts";
import { resizeRaster, shrinkTo } from "#engine/filters/resize.ts";
import { emptyMask, type Mask, type Raster } from "#engine/raster.ts";
import { objectsIn } from "#engine/objects/objects-in.ts";
import { removeItems } from "#engine/removal/remove-items.ts";
import { renovate } from "#engine/renovation/renovate.ts";
import { stageRoom } from "#engine/staging/stage-room.ts";
import { dayHouse, emptyRoom } from "#test/pictures/scenes.ts";
import { type Bench, type Figure, medianMs } from "./harness.ts";

const size = { width: 4032, height: 3024 };
const photos = "../shared/photos";

/** What each edit takes in the studio at 12 megapixels, on one core, pictures decoded and not yet encoded. */
export const studioTimes: Bench = {
  name: "studio-times",
  async run() {
    const room = await photo("living-room-cluttered-01.jpg", emptyRoom);
    const empty = await photo("unlicensed/empty-bedroom-02.jpg", emptyRoom);
    const house = await photo("exterior-house-clouds-01.jpg", dayHouse);
    const hole = middleTenth(room);
    const work = shrinkTo(empty, 2_000_000);
    return [
      await timed("enhance", 2500, () => enhance(room, { autoAdjust: true })),
      await timed("removal of a tenth", 4000, async () =>
        removeItems(room, hole, { seed: 1, objects: await objectsIn(room) }),
      ),
      await timed("dusk", 4000, async () =>
        toDusk(house, { intensity: "moderate", seed: 1, likeness: await windowLikeness(house) }),
      ),
      await timed("renovation", 5000, () =>
        renovate(room, { description: "paint the walls sage green", seed: 1 }),
      ),
      await timed("staging", 8000, () => stageRoom(work, { roomType: "bedroom", style: "modern", seed: 1 })),
      await timed("analysis", 1000, () => analysePhoto(room)),
    ];
  },
};

async function timed(name: string, targetMs: number, run: () => unknown): Promise<Figure> {
  return { name, value: await medianMs(run), unit: "ms", target: `≤ ${targetMs}` };
}

/** The shared photo where it is, else one drawn here; both at 12 megapixels. */
async function photo(name: string, draw: (drawn: typeof size) => Promise<Buffer>): Promise<Raster> {
  const file = `${photos}/${name}`;
  if (!existsSync(file)) process.stdout.write(`  ${file} is not here; a drawn picture stands in for it\n`);
  const bytes = existsSync(file) ? await readFile(file) : await draw(size);
  const read = await decodePhoto(bytes, { maxPixels: 50_000_000 });
  if (read.kind === "refused") throw new Error(`${name}: ${read.reason}`);
  const { width, height } = read.photo;
  const scale = Math.sqrt((size.width * size.height) / (width * height));
  return resizeRaster(read.photo, Math.round(width * scale), Math.round(height * scale));
}

/** A box in the middle that holds a tenth of the picture. */
function middleTenth({ width, height }: Raster): Mask {
  const hole = emptyMask(width, height);
  const share = Math.sqrt(0.1) / 2;
  for (let y = Math.round(height * (0.5 - share)); y < height * (0.5 + share); y++)
    hole.data.fill(
      255,
      y * width + Math.round(width * (0.5 - share)),
      y * width + Math.round(width * (0.5 + share)),
    );
  return hole;
}
