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
]);
export type Mark = z.infer<typeof mark>;

/** The drawing calls that a canvas of the page and one of a worker share. */
type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/**
 * Draws marks as opaque white on a transparent canvas.
 * @param scale canvas pixels for one photo pixel
 */
export function drawMarks(context: Context, marks: readonly Mark[], scale: number, colour = "#fff"): void {
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
    } else {
      context.lineWidth = one.widthPx;
      context.stroke(new Path2D(one.path));
    }
  }
  context.restore();
}
