import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchOp } from "#core/batch/op.ts";
import { readCommand } from "#core/batch/grammar.ts";
import { type NamedPhoto } from "#core/batch/photo-names.ts";
import { recipeFor } from "#core/batch/plan.ts";
import { say } from "#core/batch/say.ts";

const photos: readonly NamedPhoto[] = [
  { fileName: "IMG_1.jpg", scene: "interior", roomType: "kitchen" },
  { fileName: "IMG_2.jpg", scene: "interior", roomType: "bedroom" },
  { fileName: "front.jpg", scene: "exterior", roomType: "none" },
  { fileName: "IMG_4.png", scene: "interior", roomType: "bathroom" },
];

/** The plan in words; "not 1,2" behind a step that leaves photos out. */
const planOf = (command: string): string =>
  readCommand(command, photos)
    .steps.map(({ step, except }) => `${say(step)}${except.length > 0 ? ` (not ${except.join()})` : ""}`)
    .join(" · ");

const understood: readonly (readonly [string, string])[] = [
  ["resize to 800x600", "Resize to fit 800 × 600"],
  ["resize to 1,920 × 1080 and crop to fill", "Resize and cut to 1920 × 1080"],
  ["resize 3000x2000 cover, jpg", "Resize and cut to 3000 × 2000 · Save as JPEG"],
  ["fit within 2048x1536 with white padding", "Resize to fit 2048 × 1536 with padding"],
  ["stretch to 500x500", "Stretch to 500 × 500"],
  ["make them 1200 px wide", "Resize to 1200 px wide"],
  ["max width 1600", "Resize to 1600 px wide"],
  ["900 pixels high", "Resize to 900 px high"],
  ["scale to 50%", "Resize to 50 %"],
  ["half the size", "Resize to 50 %"],
  ["shrink by half", "Resize to 50 %"],
  ["a third of the size", "Resize to 33 %"],
  ["double the size", "Resize to 200 %, enlarging small ones"],
  ["longest side 2048 px", "Resize to fit 2048 × 2048"],
  ["max 2048px on the long side", "Resize to fit 2048 × 2048"],
  ["resize to 2048 without enlarging", "Resize to fit 2048 × 2048"],
  ["resize to 4000 wide, enlarge small ones", "Resize to 4000 px wide, enlarging small ones"],
  ["don't enlarge, 3000 wide", "Resize to 3000 px wide"],
  ["4k", "Resize to fit 3840 × 2160"],
  ["rotate 90 degrees", "Turn right"],
  ["rotate left", "Turn left"],
  ["turn them clockwise", "Turn right"],
  ["rotate 270 degrees counterclockwise", "Turn right"],
  ["upside down", "Turn upside down"],
  ["rotate by 3 degrees", "Turn by 3° and cut the corners"],
  ["flip horizontally", "Mirror left and right"],
  ["flip top and bottom", "Mirror top and bottom"],
  ["mirror", "Mirror left and right"],
  ["straighten", "Straighten"],
  ["level the horizon", "Straighten"],
  ["straighten by -2.5 degrees", "Turn by -2.5° and cut the corners"],
  ["crop to 16:9", "Crop to 16:9"],
  ["square crop", "Crop to 1:1"],
  ["crop to a square from the top", "Crop to 1:1, keeping the part at the top"],
  ["crop to 800 x 600 bottom left", "Crop to 800 × 600, keeping the part bottom left"],
  ["crop 300x200 from 50,60", "Crop to 300 × 200 from 50, 60"],
  ["convert to png", "Save as PNG"],
  ["jpeg", "Save as JPEG"],
  ["turn everything into webp", "Save as WebP"],
  ["save as avif at quality 50", "Quality 50 · Save as AVIF"],
  ["normalise then jpeg 85", "Stretch the contrast · Quality 85 · Save as JPEG"],
  ["compress to 70", "Quality 70"],
  ["black and white", "Black and white"],
  ["sepia", "Sepia"],
  ["blur 40%", "Blur, 40 %"],
  ["sharpen slightly", "Sharpen, 25 %"],
  ["invert the colours", "Invert the colours"],
  ["auto levels", "Stretch the contrast"],
  ["add a 10px white border", "Border of 10 px in #ffffff"],
  ["thin black border", "Border of 8 px in #000000"],
  [
    'write "For sale" at the top in white with a black outline',
    "Write “For sale” at the top, in #ffffff, outlined in #000000",
  ],
  [
    "text 'Open house' large, yellow, serif, with a shadow, top left",
    "Write “Open house” top left, in serif, 7 % high, in #ffd400, with a shadow",
  ],
  ["write For sale at the bottom", "Write “For sale” at the bottom"],
  ['watermark "Smith Estates" at 30 % bottom right', "Watermark “Smith Estates” bottom right, 30 %"],
  ['watermark "DRAFT" all over', "Watermark “DRAFT” over the whole picture"],
  ["remove exif and gps", "Remove all metadata"],
  ["improve the light and colours", "Improve light and colour"],
  ["auto enhance", "Improve light and colour"],
  ["brighten a bit", "Adjust brightness +15"],
  ["make them much brighter", "Adjust brightness +45"],
  ["darken by 20%", "Adjust brightness −20"],
  ["decrease brightness by 10", "Adjust brightness −10"],
  ["brightness +20, contrast -10", "Adjust brightness +20, contrast −10"],
  ["more contrast, more vivid", "Adjust contrast +25, saturation +25"],
  ["desaturate", "Adjust saturation −25"],
  ["day to dusk, dramatic", "Day to dusk, dramatic"],
  ["twilight for the exteriors only", "Day to dusk, moderate (not 1,2,4)"],
  ["stage as a modern living room", "Stage as a modern living room"],
  ["paint the walls sage green", "Renovate: paint the walls sage green"],
  ["white shaker cabinets in the kitchen only", "Renovate: white shaker cabinets (not 2,3,4)"],
  ["brighten all but the kitchen", "Adjust brightness +25 (not 1)"],
  ["straighten everything except photo 3", "Straighten (not 3)"],
  ["grayscale photos 2 to 4", "Black and white (not 1)"],
  [
    "2048 wide, jpeg, except the first two photos",
    "Resize to 2048 px wide (not 1,2) · Save as JPEG (not 1,2)",
  ],
  ["brighten only the bedroom and the bathroom", "Adjust brightness +25 (not 1,3)"],
  [
    "Please could you make all the photos 1024 pixels wide and save them as WebP?",
    "Resize to 1024 px wide · Save as WebP",
  ],
  [
    'straighten, brighten a bit, 2048 wide, JPEG, and put "Smith & Co" bottom right',
    "Straighten · Adjust brightness +15 · Resize to 2048 px wide · Save as JPEG · Write “Smith & Co” bottom right",
  ],
];

describe("a command for many photos", () => {
  it.each(understood)("%s", (command, plan) => {
    const read = readCommand(command, photos);
    expect(planOf(command)).toBe(plan);
    expect(read.notUnderstood).toEqual([]);
    expect(read.question).toBeUndefined();
  });

  it.each([
    ["make it pop", ["pop"]],
    ["reduce noise", ["reduce noise"]],
    ["jpeg, remove background", ["remove background"]],
    ["make them pink elephants", ["pink elephants"]],
    ["2048 wide, but not the garage", ["not the garage"]],
  ])("says what it did not understand: %s", (command, left) => {
    expect(readCommand(command, photos).notUnderstood).toEqual(left);
  });

  it.each([
    ["straighten and put my logo text bottom right", /What should the text say/],
    ["watermark", /What should the watermark say/],
    ["flip", /left and right, or top and bottom/],
    ["crop", /Crop to what/],
    ["stage them", /which room and in which style/],
    ["remove the cars", /mask painted on each photo/],
    ["", /What should be done/],
  ])("asks what it lacks: %s", (command, question) => {
    expect(readCommand(command, photos).question).toMatch(question);
  });

  it("leaves a photo out of the steps that except it, and of no others", () => {
    const plan = readCommand("jpeg, brighten all but the kitchen", photos);
    expect(recipeFor(plan, 1).map(({ op }) => op)).toEqual(["convert"]);
    expect(recipeFor(plan, 2).map(({ op }) => op)).toEqual(["convert", "edit"]);
  });

  it("answers any words with steps that hold, photos that exist and nothing thrown", () => {
    const piece = fc.oneof(
      fc.constantFrom(...understood.map(([command]) => command)),
      fc.string({ maxLength: 40, unit: "binary" }),
      fc.constantFrom(
        "but not",
        "except the",
        "⟦0⟧",
        '"',
        "and",
        "99999 x 99999",
        "crop 0x0",
        "quality 900",
        "#12",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const plan = readCommand(pieces.join(" "), photos);
        for (const { step, except } of plan.steps) {
          expect(batchOp.safeParse(step).error?.issues).toBeUndefined();
          expect(except.every((number) => number >= 1 && number <= photos.length)).toBe(true);
        }
      }),
      { numRuns: 800 },
    );
  });
});
