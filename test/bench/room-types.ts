import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { lookAtPhoto } from "#engine/analysis/look-at-photo.ts";
import { decodeScaled } from "#engine/codec/decode.ts";
import { type Bench, type Figure } from "./harness.ts";
import { sharedPhotoPaths } from "./shared-photos.ts";

/** What a shared photo shows, by the beginning of its name; an empty room has no type and shows none. */
const truths: readonly (readonly [RegExp, string])[] = [
  [/^(bathroom|bedroom|kitchen)-/, "$1"],
  [/^living-/, "living-room"],
  [/^dining-/, "dining-room"],
  [/^empty-|^office-empty-/, "empty"],
  [/^exterior-|^panorama-row-houses-/, "exterior"],
  [/^not-property-/, "no property"],
];

/** Which rooms are taken for which: one figure a pair that occurs, and how many are right. */
export const roomTypes: Bench = {
  name: "room-types",
  async run() {
    const counts = new Map<string, number>();
    let right = 0;
    let all = 0;
    for (const path of await sharedPhotoPaths("room-types")) {
      const truth = truthOf(basename(path));
      if (truth === undefined) continue;
      const decoded = await decodeScaled(await readFile(path), { maxPixels: 64_000_000 }, 1_000_000);
      if (decoded.kind === "refused") throw new Error(`${path} was refused as ${decoded.reason}`);
      const answer = answerOf(await lookAtPhoto(decoded.photo));
      const pair = `${truth} → ${answer}`;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
      all++;
      if (answer === truth) right++;
      else console.log(`${basename(path)}: ${pair}`);
    }
    const pairs = [...counts].toSorted().map(([name, value]): Figure => ({ name, value, unit: "" }));
    return [{ name: `room types right, of ${all}`, value: right, unit: "" }, ...pairs];
  },
};

function truthOf(name: string): string | undefined {
  for (const [pattern, truth] of truths) {
    const found = pattern.exec(name);
    if (found !== null) return truth === "$1" ? found[1] : truth;
  }
  return undefined;
}

function answerOf({ isProperty, scene, roomType, furnishing }: PhotoAnalysis): string {
  if (!isProperty) return "no property";
  if (scene === "exterior") return "exterior";
  return furnishing === "empty" ? "empty" : roomType;
}
