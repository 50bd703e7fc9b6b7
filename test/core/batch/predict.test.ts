import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { predict, resized } from "#core/batch/predict.ts";

const photo = { width: 4000, height: 3000 };

describe("what a recipe will make of a picture", () => {
  it("keeps the shape and never enlarges unless told", () => {
    expect(resized(photo, { op: "resize", width: 2048 })).toEqual({ width: 2048, height: 1536 });
    expect(resized(photo, { op: "resize", width: 8000 })).toEqual(photo);
    expect(resized(photo, { op: "resize", width: 8000, enlarge: true })).toEqual({
      width: 8000,
      height: 6000,
    });
  });

  it("stays inside the box that was named, and touches it", () => {
    const side = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(side, side, side, side, (width, height, across, down) => {
        const made = resized({ width, height }, { op: "resize", width: across, height: down });
        expect(made.width).toBeLessThanOrEqual(Math.max(1, across));
        expect(made.height).toBeLessThanOrEqual(Math.max(1, down));
        const touches = made.width === across || made.height === down;
        expect(touches || (made.width === width && made.height === height)).toBe(true);
      }),
    );
  });

  it("says which picture a step cannot be done to", () => {
    const answer = predict({ width: 300, height: 200 }, "jpeg", [{ op: "crop", width: 400, height: 100 }]);
    expect(answer).toMatchObject({ kind: "invalid-params", field: "crop" });
    const large = predict(photo, "jpeg", [{ op: "resize", scale: 4, enlarge: true }]);
    expect(large).toMatchObject({ kind: "too-many-pixels" });
  });

  it("takes the last format and quality, and the price and class of its edit steps", () => {
    const answer = predict(photo, "png", [
      { op: "convert", format: "webp" },
      { op: "edit", ask: { editType: "day-to-dusk", params: { intensity: "subtle" } } },
      { op: "convert", format: "jpeg" },
      { op: "quality", quality: 70 },
    ]);
    expect(answer).toMatchObject({ format: "jpeg", quality: 70, legalClass: "altered" });
    expect("usd" in answer && answer.usd).toBeGreaterThan(0);
    expect(predict(photo, "jpeg", [{ op: "strip-metadata" }])).toMatchObject({
      legalClass: "unaltered",
      usd: 0,
    });
    expect(predict(photo, "jpeg", [{ op: "rotate", degrees: 90 }])).toMatchObject({
      width: 3000,
      height: 4000,
      legalClass: "adjusted",
    });
  });
});
