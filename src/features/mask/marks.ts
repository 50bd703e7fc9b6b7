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

/** Opaque; the canvas as a whole lets the photo through, so that marks over each other are no darker. */
export const markColour = "#ff4f6e";

/** Draws marks on a transparent canvas whose units are pixels of the photo. */
export function drawMarks(context: CanvasRenderingContext2D, marks: readonly Mark[]): void {
  context.save();
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = markColour;
  context.fillStyle = markColour;
  for (const one of marks) {
    context.globalCompositeOperation =
      one.kind === "stroke" && one.erases ? "destination-out" : "source-over";
    if (one.kind === "rectangle") {
      context.fillRect(one.x, one.y, one.width, one.height);
    } else if (one.kind === "outline") {
      const outline = shapeOf(one);
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas fills here, no array
      context.fill(outline, "evenodd");
    } else {
      context.lineWidth = one.widthPx;
      context.stroke(shapeOf(one));
    }
  }
  context.restore();
}

const shapes = new WeakMap<Mark, Path2D>();

/** A mark is drawn many times while the photo is moved, and its path read once. */
function shapeOf(mark: Exclude<Mark, { readonly kind: "rectangle" }>): Path2D {
  const known = shapes.get(mark) ?? new Path2D(mark.path);
  shapes.set(mark, known);
  return known;
}
