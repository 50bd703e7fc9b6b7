import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { suggest } from "#core/analysis/suggestion.ts";
import { lookAtPhoto } from "#engine/analysis/look-at-photo.ts";
import { decodeScaled } from "#engine/codec/decode.ts";

const photos = resolve("../shared/photos");

const inside = { isProperty: true, scene: "interior" } as const;
const furnished = { ...inside, furnishing: "furnished" } as const;
const outside = { isProperty: true, scene: "exterior", roomType: "none" } as const;

/** One of each kind; the whole set is on the analysis sheet of the bench. */
const known: readonly (readonly [file: string, shows: Partial<PhotoAnalysis>, first: string | undefined])[] =
  [
    ["bathroom-modern-01.jpg", { ...furnished, roomType: "bathroom" }, "item-removal medium"],
    ["bedroom-furnished-02.jpg", { ...furnished, roomType: "bedroom" }, undefined],
    ["dining-room-modern-01.jpg", { ...furnished, roomType: "dining-room" }, undefined],
    ["kitchen-small-cluttered-01.jpg", { ...furnished, roomType: "kitchen" }, "item-removal medium"],
    ["living-room-furnished-02.jpg", { ...furnished, roomType: "living-room" }, undefined],
    ["office-empty-01.jpg", { ...inside, furnishing: "empty" }, "virtual-staging high"],
    ["unlicensed/empty-great-room-01.jpg", { ...inside, furnishing: "empty" }, "virtual-staging high"],
    ["unlicensed/empty-dining-room-01.jpg", { ...inside, furnishing: "empty" }, "virtual-staging high"],
    ["exterior-house-blue-sky-01.jpg", { ...outside, issues: [], timeOfDay: "day" }, "day-to-dusk medium"],
    ["exterior-evening-01.jpg", { ...outside, timeOfDay: "dusk" }, undefined],
    ["not-property-cat-01.png", { isProperty: false }, undefined],
    ["not-property-document-01.jpg", { isProperty: false }, undefined],
    ["not-property-people-01.jpg", { isProperty: false }, undefined],
  ];

const here = known.filter(([file]) => existsSync(resolve(photos, file)));
if (here.length < known.length)
  console.log(`Skipped: ${known.length - here.length} of ${known.length} photos are not in ${photos}.`);

describe.skipIf(here.length === 0)("lookAtPhoto on real photos", () => {
  it.each(here)(
    "sees what %s shows and suggests what helps it",
    async (file, shows, first) => {
      const bytes = await readFile(resolve(photos, file));
      const decoded = await decodeScaled(bytes, { maxPixels: 64_000_000, minSidePx: 1 }, 1_000_000);
      if (decoded.kind !== "photo") throw new Error(`${file} was refused: ${decoded.reason}`);
      const analysis = await lookAtPhoto(decoded.photo);
      expect(analysis).toMatchObject(shows);
      const [strongest] = suggest(analysis);
      expect(strongest && `${strongest.editType} ${strongest.priority}`).toBe(first);
    },
    30_000,
  );
});
