import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type Mark } from "#src/features/mask/marks.ts";
import { oneBitPng } from "#src/features/mask/one-bit-png.ts";
import { linesOf } from "#src/features/mask/path-lines.ts";
import { type Place } from "#src/features/mask/placing.ts";
import { rasterise } from "#src/features/mask/rasterise.ts";
import { Stroke } from "#src/features/mask/stroke.ts";

const size = { width: 90, height: 60 };
const place = fc.record({
  x: fc.double({ min: -20, max: 110, noNaN: true }),
  y: fc.double({ min: -20, max: 80, noNaN: true }),
});
const drawn = fc
  .record({
    places: fc.array(place, { minLength: 2, maxLength: 6 }),
    widthPx: fc.double({ min: 3, max: 30, noNaN: true }),
  })
  .map(({ places, widthPx }): Mark => {
    const points = places.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
    return { kind: "stroke", path: `M ${points.join(" L ")}`, widthPx, erases: false };
  });
const outline = fc.array(place, { minLength: 3, maxLength: 8 }).map((places): Mark => {
  const corners = places.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`);
  return { kind: "outline", path: `M ${corners.join(" L ")} Z` };
});
const rectangle = fc.record({
  kind: fc.constant("rectangle" as const),
  x: fc.double({ min: -10, max: 80, noNaN: true }),
  y: fc.double({ min: -10, max: 50, noNaN: true }),
  width: fc.double({ min: 1, max: 60, noNaN: true }),
  height: fc.double({ min: 1, max: 60, noNaN: true }),
});

describe("marks as pixels", () => {
  it("are white where another library has ink in their middle", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(drawn, outline, rectangle), async (mark) => {
        const [ours, theirs] = [await pixelsOf([mark]), await inkInTheMiddle(mark)];
        const wrong = ours.filter((white, at) => theirs[at] !== undefined && theirs[at] !== white);
        expect(wrong.length).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it("of a touch is a dot as wide as the brush", async () => {
    const dot = strokeOf([{ x: 30, y: 30 }], { widthPx: 20, erases: false });
    const white = (await pixelsOf([dot])).filter(Boolean).length;
    expect(Math.abs(white - Math.PI * 100)).toBeLessThan(12);
  });

  it("leave what was erased black, until it is marked again", async () => {
    const mark = strokeOf(
      [
        { x: 10, y: 30 },
        { x: 80, y: 30 },
      ],
      { widthPx: 12, erases: false },
    );
    const wipe = { ...mark, erases: true, widthPx: 16 };
    expect((await pixelsOf([mark, wipe])).some(Boolean)).toBe(false);
    expect(await pixelsOf([mark, wipe, mark])).toEqual(await pixelsOf([mark]));
  });

  it("fill an outline by the even-odd rule: a hole stays black", async () => {
    const ring: Mark = {
      kind: "outline",
      path: "M 10 10 L 50 10 L 50 50 L 10 50 Z M 20 20 L 40 20 L 40 40 L 20 40 Z",
    };
    const white = await pixelsOf([ring]);
    expect(white.filter(Boolean).length).toBe(40 * 40 - 20 * 20);
    expect(white[30 * size.width + 30]).toBe(false);
  });

  it("refuse a path they do not know", () => {
    const arc: Mark = { kind: "outline", path: "M 0 0 A 5 5 0 0 1 9 9 Z" };
    expect(() => rasterise([arc], size)).toThrow(RangeError);
  });
});

describe("a curve as lines", () => {
  it("lies within a fifth of a pixel of the curve", () => {
    fc.assert(
      fc.property(place, place, place, (from, by, to) => {
        const [line = []] = linesOf(`M ${from.x} ${from.y} Q ${by.x} ${by.y} ${to.x} ${to.y}`);
        for (let t = 0; t <= 1; t += 0.05) {
          const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
          const at = { x: a * from.x + b * by.x + c * to.x, y: a * from.y + b * by.y + c * to.y };
          const away = line.slice(1).map((end, n) => awayFrom(at, line[n] ?? end, end));
          expect(Math.min(...away)).toBeLessThan(0.201);
        }
      }),
    );
  });
});

describe("a stroke", () => {
  it("ends where the finger left, whatever lay between", () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 20 }), (places) => {
        const mark = strokeOf(places, { widthPx: 5, erases: false });
        if (mark.kind !== "stroke") throw new Error("expected a stroke");
        const [x = 0, y = 0] = mark.path.split(" ").slice(-2).map(Number);
        const last = places.at(-1) ?? { x: 0, y: 0 };
        // Nearer points than two pixels are left out.
        expect(Math.hypot(x - last.x, y - last.y)).toBeLessThan(2.3);
      }),
    );
  });
});

/** How far a place lies from the line between two others. */
function awayFrom(at: Place, a: Place, b: Place): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(at.x - a.x - t * dx, at.y - a.y - t * dy);
}

function strokeOf(
  [first = { x: 0, y: 0 }, ...rest]: readonly Place[],
  brush: { readonly widthPx: number; readonly erases: boolean },
): Mark {
  const stroke = new Stroke(first, { ...brush, apartPx: 2 });
  for (const next of rest) stroke.to(next);
  return stroke.finish().mark;
}

async function pixelsOf(marks: readonly Mark[]): Promise<readonly boolean[]> {
  const png = await oneBitPng(rasterise(marks, size));
  const grey = await sharp(png).toColourspace("b-w").extractChannel(0).raw().toBuffer();
  return [...grey].map((value) => value === 255);
}

/** A ninth of a pixel: as exactly as the middle of a pixel is found. */
const finer = 9;

/** What librsvg has in the middle of each pixel; undefined where an edge runs through it. */
async function inkInTheMiddle(mark: Mark): Promise<readonly (boolean | undefined)[]> {
  const [width, height] = [size.width * finer, size.height * finer];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${size.width} ${size.height}"><rect width="100%" height="100%" fill="#000"/>${shapeOf(mark)}</svg>`;
  const fine = await sharp(Buffer.from(svg)).toColourspace("b-w").extractChannel(0).raw().toBuffer();
  return Array.from({ length: size.width * size.height }, (_, at) => {
    const x = (at % size.width) * finer + (finer >> 1);
    const y = Math.floor(at / size.width) * finer + (finer >> 1);
    const near = [-1, 0, 1].flatMap((v) => [-1, 0, 1].map((u) => fine[(y + v) * width + x + u] ?? 0));
    return near.every((value) => value === near[0]) ? near[0] === 255 : undefined;
  });
}

function shapeOf(mark: Mark): string {
  if (mark.kind === "rectangle")
    return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" fill="#fff"/>`;
  if (mark.kind === "outline") return `<path d="${mark.path}" fill="#fff" fill-rule="evenodd"/>`;
  return `<path d="${mark.path}" fill="none" stroke="#fff" stroke-width="${mark.widthPx}" stroke-linecap="round" stroke-linejoin="round"/>`;
}
