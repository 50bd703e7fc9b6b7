import * as z from "zod/mini";
import { unreachable } from "#core/unreachable.ts";
import { decodePhoto } from "#engine/codec/decode.ts";
import { encodePng } from "#engine/codec/encode.ts";
import { toDusk } from "#engine/dusk/dusk.ts";
import { enhance } from "#engine/enhance/enhance.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { emptyMask, type Raster } from "#engine/raster.ts";
import { removeItems } from "#engine/removal/remove-items.ts";
import { renovate } from "#engine/renovation/renovate.ts";
import { stageRoom } from "#engine/staging/stage-room.ts";
import { studioEdits } from "./edit-memory.ts";
import { dayHouse, emptyRoom } from "#test/pictures/scenes.ts";

/** One edit in a process of its own: `edit-memory-child.ts TYPE MEGAPIXELS`, prints its peak as JSON. */
const type = z.enum(studioEdits).parse(process.argv[2]);
const width = Math.round(Math.sqrt((Number(process.argv[3]) * 1e6 * 4) / 3));
const size = { width, height: Math.round((width * 3) / 4) };
const bytes = await (type === "day-to-dusk" ? dayHouse(size) : emptyRoom(size));
const read = await decodePhoto(bytes, { maxPixels: 50_000_000 });
if (read.kind === "refused") throw new Error(read.reason);
await encodePng(edited(read.photo));
// maxRSS is in kilobytes on every platform.
process.stdout.write(JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1024 }));

/** A refusal (a drawn room is no real one) is an edit that did all of its looking; the photo stands in for its result. */
function edited(photo: Raster): Raster {
  switch (type) {
    case "enhance":
      return enhance(photo, { autoAdjust: true, upright: true });
    case "item-removal": {
      const hole = emptyMask(photo.width, photo.height);
      for (let y = Math.round(photo.height * 0.5); y < photo.height * 0.8; y++)
        hole.data.fill(255, Math.round((y + 0.35) * photo.width), Math.round((y + 0.68) * photo.width));
      return removeItems(photo, hole, { seed: 1 }).image;
    }
    case "day-to-dusk": {
      const made = toDusk(photo, { intensity: "moderate", seed: 1 });
      return made.kind === "dusk" ? made.image : photo;
    }
    case "virtual-staging": {
      const work = shrinkTo(photo, 2_000_000);
      const made = stageRoom(work, { roomType: "bedroom", style: "modern", seed: 1 });
      return made.ok ? made.image : photo;
    }
    case "virtual-renovation": {
      const made = renovate(photo, { description: "paint the walls sage green", seed: 1 });
      return made.kind === "renovated" ? made.image : photo;
    }
    default:
      return unreachable(type);
  }
}
