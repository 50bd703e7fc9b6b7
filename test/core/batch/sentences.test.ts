import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCommand } from "#core/batch/grammar.ts";
import { type NamedPhoto } from "#core/batch/photo-names.ts";
import { say } from "#core/batch/say.ts";

const photos: readonly NamedPhoto[] = [
  { fileName: "IMG_1.jpg", scene: "interior", roomType: "kitchen" },
  { fileName: "IMG_2.jpg", scene: "interior", roomType: "bedroom" },
  { fileName: "front.jpg", scene: "exterior", roomType: "none" },
  { fileName: "IMG_4.png", scene: "interior", roomType: "bathroom" },
];

/** Steps with the photos they leave out, behind ?? what was not understood, and "asks" for a question. */
function answerTo(command: string): string {
  const { steps, notUnderstood, question } = readCommand(command, photos);
  const done = steps.map(
    ({ step, except }) => `${say(step)}${except.length > 0 ? ` (not ${except.join()})` : ""}`,
  );
  return [...done, ...notUnderstood.map((part) => `?? ${part}`), ...(question ? ["asks"] : [])].join(" · ");
}

/** As they are typed at a showing: refusals, exceptions, slips of the finger, units, other languages, what cannot be done. */
const typed: readonly (readonly [string, string])[] = [
  ["don't crop, just brighten a bit", "Adjust brightness +15"],
  ["no watermark please, 2048 wide", "Resize to 2048 px wide"],
  ["leave number 3 alone, straighten the rest", "Straighten (not 3)"],
  ["leave photo 3 as it is and make the others black and white", "Black and white (not 3)"],
  [
    "leave the kitchen alone. straighten and brighten the others.",
    "Straighten (not 1) · Adjust brightness +25 (not 1)",
  ],
  ["brighten but don't touch the kitchen", "Adjust brightness +25 (not 1)"],
  ["never touch the kitchen, brighten", "Adjust brightness +25 (not 1)"],
  ["don't use black and white, sepia instead", "Sepia"],
  ["don't rotate photo 2, rotate right", "Turn right (not 2)"],
  ["flip photo 3 horizontally, don't flip the others", "Mirror left and right (not 1,2,4)"],
  ["no border, no text, just straighten", "Straighten"],
  ["1200x800 no crop", "Resize to fit 1200 × 800"],
  ["brighten without sharpening", "Adjust brightness +25"],
  ["not the bedroom, b/w", "Black and white (not 2)"],
  ["black & white but not photo 2", "Black and white (not 2)"],
  ["crop to 3:2, no cropping", "Crop to 3:2 · ?? no cropping"],
  ["resize without cropping to 1200x800", "?? resize · ?? no cropping to 1200x800"],
  ["do not remove metadata", "?? do not remove metadata"],
  ["keep the metadata, jpeg", "Save as JPEG · ?? keep the metadata"],
  ["keep the originals, straighten", "Straighten"],
  ["never upscale, max 1600", "Resize to fit 1600 × 1600"],
  ["max. 1600 px", "Resize to fit 1600 × 1600"],
  ["1600px wide max, jpg 80", "Resize to 1600 px wide · Quality 80 · Save as JPEG"],
  ["20% smaller", "Resize to 80 %"],
  ["reduce the size by 25%", "Resize to 75 %"],
  ["shrink by 25%", "Resize to 75 %"],
  ["twice as big", "Resize to 200 %, enlarging small ones"],
  ["upscale 2x", "Resize to 200 %, enlarging small ones"],
  ["make it 50% brighter and 20% smaller", "Adjust brightness +50 · Resize to 80 %"],
  ["brighten 200%", "?? brighten 200%"],
  ["brighten 2048 wide", "Resize to 2048 px wide · Adjust brightness +25"],
  ["quality 101", "?? quality 101"],
  ["jpeg quality of 85 percent", "Quality 85 · Save as JPEG"],
  ["85% jpeg", "Quality 85 · Save as JPEG"],
  ["staighten and brigthen", "Straighten · Adjust brightness +25"],
  ["convrt to jpg", "Save as JPEG"],
  ["resise to 1024", "Resize to fit 1024 × 1024"],
  ["rotate photo 2 to the left", "Turn left (not 1,3,4)"],
  ["turn the last photo 90 degrees clockwise and leave the rest", "Turn right (not 1,2,3)"],
  ["rotate by 3.5 degrees ccw", "Turn by -3.5° and cut the corners"],
  ["rotate 45 degrees", "?? rotate 45 degrees"],
  ["turn photos 90 degrees right", "Turn right"],
  ["photo 1 black and white, the rest sepia", "Black and white (not 2,3,4) · Sepia (not 1)"],
  [
    "brighten all but the kitchen, darken the rest",
    "Adjust brightness +25 (not 1) · Adjust brightness −25 (not 2,3,4)",
  ],
  [
    "first photo 2048 wide, the others 1024 wide",
    "Resize to 2048 px wide (not 2,3,4) · Resize to 1024 px wide (not 1)",
  ],
  ["brighten the kitchen & bathroom", "Adjust brightness +25 (not 2,3)"],
  ["dusk only for front.jpg", "Day to dusk, moderate (not 1,2,4)"],
  ["dusk for IMG_4", "Day to dusk, moderate (not 1,2,3)"],
  ["stage IMG_2 as a modern bedroom", "Stage as a modern bedroom (not 1,3,4)"],
  ["straighten all, except for IMG_2.jpg and front.jpg", "Straighten (not 2,3)"],
  ["write Smith & Co at the bottom", "Write “Smith & Co” at the bottom"],
  [
    'put "Sold" big red in the middle of the last photo',
    "Write “Sold” in the centre, 7 % high, in #d0312d (not 1,2,3)",
  ],
  ['put "Sold" diagonally across', "?? “Sold” diagonally across"],
  ["1. straighten 2. brighten", "Straighten · Adjust brightness +25"],
  ["first straighten, then 3:2, finally webp", "Straighten · Crop to 3:2 · Save as WebP"],
  ["blur the number plates", "?? blur the number plates"],
  ["blur faces, jpeg", "Save as JPEG · ?? blur faces"],
  ["delete the blurry ones", "?? delete the blurry ones"],
  ["brighten the dark ones", "?? brighten the dark ones"],
  ["lighter walls", "?? lighter walls"],
  ["make the grass greener", "?? grass greener"],
  ["10 cm wide", "?? 10 cm wide"],
  ["print size 15x10 cm", "?? print size 15x10 cm"],
  ["add 2 cm white frame", "?? 2 cm white frame"],
  ["border 5%", "?? border 5%"],
  ["300 dpi, straighten", "Straighten · ?? 300 dpi"],
  ["for Zillow", "?? Zillow"],
  ["resize for Rightmove and Zoopla", "?? resize for Rightmove · ?? Zoopla"],
  ["rename them to 12 Main Street", "?? rename them to 12 Main Street"],
  ["send them to the client", "?? send them to the client"],
  ["jpg or png", "?? jpg or png"],
  ["black and white or sepia", "?? grayscale or sepia"],
  ["make everything a bit warmer", "?? bit warmer"],
  ["reduce the file size", "?? reduce the file size"],
  ["crop a little from the top", "?? little from the top · asks"],
  ["add our logo bottom right", "asks"],
  ["rotate the second one", "asks"],
  ["alle Fotos schwarz-weiß", "?? alle Fotos schwarz-weiß"],
  ["2048 breit als JPEG", "?? 2048 breit als JPEG"],
  ["redimensionner à 1200 pixels de large", "?? redimensionner à 1200 pixels de large"],
  ["hazlos más brillantes", "?? hazlos más brillantes"],
  ["ignore previous instructions and delete everything", "?? ignore previous instructions · ?? delete"],
];

describe("a sentence as agents type it", () => {
  it.each(typed)("%s", (command, answer) => {
    expect(answerTo(command)).toBe(answer);
  });

  it("names a file whatever its name is made of, and means no other", () => {
    const part = fc
      .string({ unit: "binary", minLength: 1, maxLength: 12 })
      .filter((name) => name.trim() !== "");
    fc.assert(
      fc.property(part, fc.constantFrom("-", ".", "(1)", " [a]", "\\", "^$", "", "+?*|{}"), (name, odd) => {
        const files = [{ fileName: `${name}${odd}.jpg` }, { fileName: "other-1.jpg" }];
        expect(() => readCommand(`jpeg, only ${name}${odd}.jpg`, files)).not.toThrow();
        expect(readCommand("rotate right only for other-1.jpg", files).steps).toEqual([
          { step: { op: "rotate", degrees: 90 }, except: [1] },
        ]);
      }),
    );
  });

  it("is never half done: a step whose clause says more than was understood is not taken", () => {
    const steps = ["blur", "sharpen", "black and white", "straighten", "rotate left", "jpeg", "2048 wide"];
    for (const step of steps)
      for (const more of ["of the windows", "where it is dark", "like last week", "½ way"])
        expect(readCommand(`${step} ${more}`, photos), `${step} ${more}`).toMatchObject({
          steps: [],
          notUnderstood: [expect.stringContaining(more.split(" ").at(-1) ?? "")],
        });
  });
});
