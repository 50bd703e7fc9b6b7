import * as z from "zod/mini";

/** One thing drawn on a photo, in upright pixels of the original. Later marks lie over earlier ones. */
export const mark = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("stroke"),
    /** An SVG path: "M 10 20 Q …". */
    path: z.string(),
    widthPx: z.number().check(z.positive()),
    erases: z.boolean(),
  }),
  z.object({
    kind: z.literal("rectangle"),
    x: z.number(),
    y: z.number(),
    width: z.number().check(z.positive()),
    height: z.number().check(z.positive()),
  }),
  z.object({
    kind: z.literal("outline"),
    /** An SVG path of closed lines, filled by the even-odd rule. */
    path: z.string().check(z.minLength(1)),
  }),
]);
export type Mark = z.infer<typeof mark>;

/** The rows of the photo a mark may touch. A curve stays between its control points, so those are its bounds. */
export function rowsOf(mark: Mark): { readonly top: number; readonly bottom: number } {
  if (mark.kind === "rectangle") return { top: mark.y, bottom: mark.y + mark.height };
  let [top, bottom, isY] = [Infinity, -Infinity, false];
  // Absolute coordinates in pairs, as the pencil writes them: x, y, x, y.
  for (const [number] of mark.path.matchAll(/-?\d*\.?\d+(?:e-?\d+)?/g)) {
    if (isY) {
      top = Math.min(top, Number(number));
      bottom = Math.max(bottom, Number(number));
    }
    isY = !isY;
  }
  const reach = mark.kind === "stroke" ? mark.widthPx / 2 : 0;
  return { top: top - reach, bottom: bottom + reach };
}

/**
 * Draws marks as opaque white on a transparent canvas.
 * @param scale canvas pixels for one photo pixel
 */
export function drawMarks(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  scale: number,
  colour = "#fff",
): void {
  context.save();
  context.scale(scale, scale);
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = colour;
  context.fillStyle = colour;
  for (const one of marks) {
    context.globalCompositeOperation =
      one.kind === "stroke" && one.erases ? "destination-out" : "source-over";
    if (one.kind === "rectangle") {
      context.fillRect(one.x, one.y, one.width, one.height);
    } else if (one.kind === "outline") {
      const outline = new Path2D(one.path);
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas fills here, no array
      context.fill(outline, "evenodd");
    } else {
      context.lineWidth = one.widthPx;
      context.stroke(new Path2D(one.path));
    }
  }
  context.restore();
}
