import fc from "fast-check";
import sharp from "sharp";
import { sniff, uploadTypes } from "#core/image/format.ts";
import { maxPhotoPixels } from "#core/limits/limits.ts";
import { decodePhoto, photoSize } from "#engine/codec/decode.ts";
import { type FuzzLaw } from "#test/fuzz/law.ts";

/** Whole files of 24 × 16 pixels, in every format that is taken or looks like one. */
async function seeds(): Promise<readonly Uint8Array[]> {
  const picture = () => sharp({ create: { width: 24, height: 16, channels: 3, background: "#8898a8" } });
  return Promise.all([
    picture().jpeg().toBuffer(),
    picture()
      .jpeg({ progressive: true })
      .withExif({ IFD0: { Make: "Phone" } })
      .toBuffer(),
    picture().png().toBuffer(),
    picture().png({ palette: true }).toBuffer(),
    picture().webp().toBuffer(),
    picture().webp({ lossless: true }).toBuffer(),
    picture().gif().toBuffer(),
    picture().tiff().toBuffer(),
    Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16"/>')),
  ]);
}

/** What is done to a file: bytes changed, cut off, put before or after, or those of another file put in. */
const harm = fc.oneof(
  fc.record({ kind: fc.constant("flip"), at: fc.nat(), to: fc.nat(255) }),
  fc.record({ kind: fc.constant("cut"), at: fc.nat(), to: fc.nat(255) }),
  fc.record({ kind: fc.constant("repeat"), at: fc.nat(), to: fc.nat(255) }),
  fc.record({ kind: fc.constant("splice"), at: fc.nat(), to: fc.nat(255) }),
);
type Harm = typeof harm extends fc.Arbitrary<infer T> ? T : never;

function harmed(file: Uint8Array, other: Uint8Array, { kind, at, to }: Harm): Uint8Array {
  const place = at % (file.length + 1);
  switch (kind) {
    case "flip":
      return Uint8Array.from(file, (byte, index) => (index === place ? to : byte));
    case "cut":
      return file.slice(0, place);
    case "repeat":
      return Buffer.concat([file.slice(0, place), file.slice(Math.max(0, place - to))]);
    default:
      return Buffer.concat([file.slice(0, place), other.slice(to % other.length)]);
  }
}

const limits = { maxPixels: maxPhotoPixels, minSidePx: 1 };

export const fileLaws: readonly FuzzLaw[] = [
  {
    name: "sniffing knows only what is taken, and never throws",
    run: async (cases) =>
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
          const found = sniff(bytes);
          return found === undefined || uploadTypes.includes(found);
        }),
        { numRuns: cases },
      ),
  },
  {
    name: "a harmed file is a photo of a sane size or refused, and never throws",
    run: async (cases) => {
      const files = await seeds();
      const file = fc.constantFrom(...files);
      await fc.assert(
        fc.asyncProperty(file, file, fc.array(harm, { maxLength: 4 }), async (whole, other, harms) => {
          const bytes = harms.reduce((now, next) => harmed(now, other, next), whole);
          const size = await photoSize(bytes, limits);
          const read = await decodePhoto(bytes, limits);
          if (read.kind === "refused") return;
          const { width, height, data } = read.photo;
          if (sniff(bytes) === undefined) throw new Error("decoded what sniffing does not know");
          if (data.length !== width * height * 3) throw new Error(`${data.length} bytes`);
          if (width * height > limits.maxPixels) throw new Error(`${width} × ${height}`);
          if (size.kind === "refused") throw new Error(`decoded what was refused: ${size.reason}`);
        }),
        { numRuns: cases },
      );
    },
  },
];
