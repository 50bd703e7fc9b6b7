import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearToSrgb, srgbToLinear } from "#engine/colour/srgb.ts";
import { boxMean } from "#engine/filters/box.ts";
import { components } from "#engine/filters/components.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { guidedFilter } from "#engine/filters/guided.ts";
import { close, dilate, erode, open, squaredDistance } from "#engine/filters/morphology.ts";
import { linearRows, smoothRows } from "#engine/filters/enlarged-rows.ts";
import { areaMean } from "#engine/filters/area-mean.ts";
import { halved } from "#engine/filters/halved.ts";
import { resizePlane, resizeRaster, shrinkTo } from "#engine/filters/resize.ts";
import { emptyPlane, plane } from "#engine/plane.ts";
import { type Mask } from "#engine/raster.ts";
import { drawn, drawnMask } from "#test/engine/drawn.ts";

const anyMask = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 }))
  .chain(([width, height]) =>
    fc
      .array(fc.boolean(), { minLength: width * height, maxLength: width * height })
      .map((bits): Mask => ({ width, height, data: Uint8Array.from(bits, (bit) => (bit ? 255 : 0)) })),
  );

describe("colour", () => {
  it("brings every sRGB byte back from linear light", () => {
    for (let byte = 0; byte < 256; byte++) expect(linearToSrgb(srgbToLinear[byte] ?? -1)).toBe(byte);
  });
});

describe("boxMean", () => {
  it("is the mean of the window, cut at the border", () => {
    fc.assert(
      fc.property(anyMask, fc.integer({ min: 0, max: 5 }), ({ data, width, height }, radius) => {
        const mean = boxMean(plane(Float32Array.from(data), width, height), radius);
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++) {
            let sum = 0;
            let count = 0;
            for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++)
              for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
                sum += data[v * width + u] ?? 0;
                count++;
              }
            expect(mean.data[y * width + x]).toBeCloseTo(sum / count, 3);
          }
      }),
    );
  });
});

describe("gaussian", () => {
  it.each([0.8, 2.5, 3, 7])("spreads a point with sigma %f and loses nothing", (sigma) => {
    const size = 101;
    const point = emptyPlane(size, size);
    point.data[50 * size + 50] = 1;
    const { data } = gaussian(point, sigma);
    let total = 0;
    let variance = 0;
    for (let i = 0; i < data.length; i++) {
      total += data[i] ?? 0;
      variance += (data[i] ?? 0) * ((i % size) - 50) ** 2;
    }
    expect(total).toBeCloseTo(1, 3);
    expect(Math.sqrt(variance)).toBeGreaterThan(sigma * 0.93);
    expect(Math.sqrt(variance)).toBeLessThan(sigma * 1.07);
  });
});

describe("guidedFilter", () => {
  it("smooths noise and keeps the guide's step where a blur would not", () => {
    const step = emptyPlane(40, 40);
    const noisy = emptyPlane(40, 40);
    for (let i = 0; i < step.data.length; i++) {
      step.data[i] = i % 40 < 20 ? 0.2 : 0.8;
      noisy.data[i] = (step.data[i] ?? 0) + (i % 2 === 0 ? 0.1 : -0.1);
    }
    const out = guidedFilter(step, noisy, 4, 1e-4).data;
    const at = (x: number): number => out[20 * 40 + x] ?? 0;
    expect(Math.abs(at(10) - at(11))).toBeLessThan(0.03);
    expect(at(20) - at(19)).toBeGreaterThan(0.5);
  });
});

describe("resize", () => {
  it("keeps the mean when shrinking and a flat picture flat at any size", () => {
    fc.assert(
      fc.property(
        anyMask,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (mask, width, height) => {
          const mean = (values: Float32Array): number => values.reduce((a, b) => a + b, 0) / values.length;
          const source = plane(Float32Array.from(mask.data), mask.width, mask.height);
          const [w, h] = [Math.min(width, mask.width), Math.min(height, mask.height)];
          expect(mean(resizePlane(source, w, h).data)).toBeCloseTo(mean(source.data), 2);
          const flat = resizeRaster(
            drawn(mask.width, mask.height, () => [7, 99, 201]),
            width,
            height,
          );
          for (let i = 0; i < flat.data.length; i += 3)
            expect([...flat.data.subarray(i, i + 3)]).toEqual([7, 99, 201]);
        },
      ),
    );
  });

  it("shares a pixel that lies on a border between the two new ones", () => {
    expect([...resizePlane(plane(Float32Array.of(0, 90, 180), 3, 1), 2, 1).data]).toEqual([30, 150]);
    expect([...resizePlane(plane(Float32Array.of(0, 90, 180), 1, 3), 1, 2).data]).toEqual([30, 150]);
    const [left, right] = [
      drawn(3, 3, (x) => [x * 90, 0, x * 20]),
      drawn(3, 3, (_, y) => [y * 90, 0, y * 20]),
    ];
    expect([...resizeRaster(left, 2, 1).data]).toEqual([30, 0, 7, 150, 0, 33]);
    expect([...resizeRaster(right, 1, 2).data]).toEqual([30, 0, 7, 150, 0, 33]);
  });

  it("enlarges a slope to a slope, and each row as it enlarges the whole", () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 30 }), fc.integer({ min: 0, max: 40 }), (side, more) => {
        const size = side + more;
        const slope = plane(
          Float32Array.from({ length: side * side }, (_, i) => (i % side) + Math.floor(i / side)),
          side,
          side,
        );
        const photo = drawn(side, side, (x, y) => [4 * x, 4 * y, 2 * (x + y)]);
        const [rowOf, smoothRowOf] = [linearRows(slope, size, size), smoothRows(photo, size, size)];
        const at = (k: number): number => ((k + 0.5) * side) / size - 0.5;
        for (let y = 0; y < size; y++) {
          const [row, smooth] = [rowOf(y), smoothRowOf(y)];
          for (let x = 0; x < size; x++) {
            if (Math.min(at(x), at(y)) < 2 || Math.max(at(x), at(y)) > side - 3) continue;
            expect(row[x]).toBeCloseTo(at(x) + at(y), 3);
            expect(smooth[x * 3]).toBeCloseTo(4 * at(x), 3);
            expect(smooth[x * 3 + 1]).toBeCloseTo(4 * at(y), 3);
            expect(smooth[x * 3 + 2]).toBeCloseTo(2 * (at(x) + at(y)), 3);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it("never gives more pixels than asked for, and leaves a small picture alone", () => {
    const photo = drawn(90, 50, (x) => [x, x, x]);
    const small = shrinkTo(photo, 1000);
    expect(small.width * small.height).toBeLessThanOrEqual(1000);
    expect(small.width / small.height).toBeCloseTo(1.8, 0);
    expect(shrinkTo(photo, 90 * 50)).toBe(photo);
  });

  it("halves a photo once, each pixel the mean of four", () => {
    const photo = drawn(6, 4, (x, y) => [10 * x + y, 200 - 9 * y, (x * y * 31) % 256]);
    const half = halved(photo);
    expect(halved(photo)).toBe(half);
    const mean = areaMean(photo.data, 3, 6, 4, 3, 2);
    expect([...half.data]).toEqual(Array.from(mean, (v) => Math.floor(v + 0.5)));
  });

  it("makes a large photo much smaller by way of its half, one of odd sides without it, and neither moves", () => {
    for (const width of [2400, 2401]) {
      const photo = drawn(width, 1700, (x, y) => [
        x / 10,
        y / 8,
        127 + 120 * Math.sin(x / 90) * Math.cos(y / 70),
      ]);
      const small = resizeRaster(photo, 480, 340);
      const mean = areaMean(photo.data, 3, width, 1700, 480, 340);
      const worst = small.data.reduce((most, v, i) => Math.max(most, Math.abs(v - (mean[i] ?? 0))), 0);
      expect(worst).toBeLessThan(1.5);
    }
  });
});

describe("morphology", () => {
  it("measures the true distance to the nearest set pixel", () => {
    fc.assert(
      fc.property(anyMask, (mask) => {
        const distance = squaredDistance(mask, true);
        for (let i = 0; i < distance.length; i++) {
          let best = 1e12;
          for (const [j, v] of mask.data.entries())
            if (v !== 0)
              best = Math.min(
                best,
                ((i % mask.width) - (j % mask.width)) ** 2 +
                  (Math.floor(i / mask.width) - Math.floor(j / mask.width)) ** 2,
              );
          // Where nothing is set the distance is 10¹² as near as a float can say it.
          expect(Math.abs((distance[i] ?? 0) - best)).toBeLessThanOrEqual(best * 1e-6);
        }
      }),
    );
  });

  it("measures to a limit as without one, and beyond it only that it is farther", () => {
    fc.assert(
      fc.property(anyMask, fc.boolean(), fc.double({ min: 0, max: 9, noNaN: true }), (mask, to, limit) => {
        const within = (distance: Float32Array) =>
          Array.from(distance, (v) => (v <= limit * limit ? v : "farther"));
        expect(within(squaredDistance(mask, to, limit))).toEqual(within(squaredDistance(mask, to)));
      }),
    );
  });

  it("opens to less, closes to more, and does neither twice", () => {
    fc.assert(
      fc.property(anyMask, fc.integer({ min: 1, max: 3 }), (mask, radius) => {
        const opened = open(mask, radius);
        const closed = close(mask, radius);
        for (const [i, v] of mask.data.entries()) {
          expect(opened.data[i]).toBeLessThanOrEqual(v);
          expect(closed.data[i]).toBeGreaterThanOrEqual(v);
        }
        expect(open(opened, radius)).toEqual(opened);
        expect(erode(mask, radius).data.every((v, i) => v <= (mask.data[i] ?? 0))).toBe(true);
        expect(dilate(mask, radius).data.every((v, i) => v >= (mask.data[i] ?? 0))).toBe(true);
      }),
    );
  });

  it("tells connected pieces apart and counts all their pixels", () => {
    const { list, labels } = components(drawnMask(20, 10, (x, y) => (x < 5 && y < 5) || (x > 10 && y === 8)));
    expect(list.map(({ area, left, right, top, bottom }) => [area, left, right, top, bottom])).toEqual([
      [25, 0, 5, 0, 5],
      [9, 11, 20, 8, 9],
    ]);
    expect(labels.filter((label) => label !== 0).length).toBe(34);
  });
});
