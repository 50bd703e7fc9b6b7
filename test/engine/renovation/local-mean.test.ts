import { describe, expect, it } from "vitest";
import { seededRandom } from "#engine/random.ts";
import { localMeans } from "#engine/renovation/local-mean.ts";

const [width, height] = [90, 70];
const random = seededRandom(5);
const plane = (at: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));

function meansOf(values: Float32Array, weight: Float32Array, at?: Int32Array): readonly number[] {
  const [, means] = localMeans(
    [new Float32Array(values.length), values],
    { data: weight, width, height },
    8,
    at,
  );
  expect(means).toHaveLength((at ?? values).length);
  return [...(means ?? [])];
}

describe("localMeans", () => {
  it("finds a plain surface's colour everywhere, however its pixels weigh", () => {
    const plain = plane(() => 3);
    for (const mean of meansOf(plain, plane(random))) expect(mean).toBeCloseTo(3, 4);
  });

  it("leaves out what weighs nothing", () => {
    const isWall = (x: number, y: number) => (x * 7 + y * 13) % 3 > 0;
    const weight = plane((x, y) => (isWall(x, y) ? 0.6 : 0));
    const values = plane((x, y) => (isWall(x, y) ? 0.5 : 90));
    for (const mean of meansOf(values, weight)) expect(mean).toBeCloseTo(0.5, 4);
  });

  it("gives a half of the weight a half of the say", () => {
    const isOdd = (x: number, y: number) => (x + y) % 2 === 1;
    const values = plane((x, y) => (isOdd(x, y) ? 6 : 0));
    const weight = plane((x, y) => (isOdd(x, y) ? 0.5 : 1));
    const means = meansOf(values, weight);
    expect(means[35 * width + 45]).toBeCloseTo(2, 1);
  });

  it("says of a few pixels what it says of all", () => {
    const weight = plane(random);
    const values = plane((x, y) => x / 40 + Math.sin(y / 9));
    const all = meansOf(values, weight);
    const at = Int32Array.from([0, width - 1, 17 * width + 33, width * height - 1]);
    const some = meansOf(values, weight, at);
    for (const [n, i] of at.entries()) expect(some[n]).toBeCloseTo(all[i] ?? Number.NaN, 5);
  });
});
