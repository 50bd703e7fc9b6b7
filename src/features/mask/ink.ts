import { drawMarks, type Mark, markColour } from "./marks.ts";
import { type Place, type Placing, type Size } from "./placing.ts";
import { type Piece } from "./stroke.ts";

/** More would be seen by nobody at a finger's width, and each frame pays for it. */
const mostDensity = 1.5;

/**
 * The canvas over what is seen of the photo, never as large as the photo itself. A stroke is drawn piece by piece on what
 * is there already; only another placing, or something taken back, draws all marks anew.
 */
export class Ink {
  private readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private readonly density = Math.min(mostDensity, window.devicePixelRatio);
  /** Where the canvas lies in the area, CSS pixels. */
  private part: Place & Size = { x: 0, y: 0, width: 0, height: 0 };

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no canvas to draw on");
    this.canvas = canvas;
    this.context = context;
  }

  /** All marks, and nothing else, on the part of the area that shows photo. */
  show(marks: readonly Mark[], placing: Placing, part: Place & Size): void {
    this.cover(part);
    this.context.resetTransform();
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.place(placing);
    drawMarks(this.context, marks);
  }

  /** One more mark over the others. */
  add(mark: Mark, placing: Placing): void {
    this.place(placing);
    drawMarks(this.context, [mark]);
  }

  /** One more piece of the stroke that is being drawn. */
  draw({ from, by, to }: Piece, widthPx: number, erases: boolean, placing: Placing): void {
    const { context } = this;
    this.place(placing);
    context.globalCompositeOperation = erases ? "destination-out" : "source-over";
    context.lineCap = "round";
    context.lineWidth = widthPx;
    context.strokeStyle = markColour;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.quadraticCurveTo(by.x, by.y, to.x, to.y);
    context.stroke();
    context.globalCompositeOperation = "source-over";
  }

  /** Draws what lies in a square of the area, in CSS pixels, as the whole of another canvas. */
  drawOn(other: CanvasRenderingContext2D, { x, y }: Place, side: number): void {
    const { density, part } = this;
    const { width, height } = other.canvas;
    const [left, top] = [(x - part.x) * density, (y - part.y) * density];
    other.drawImage(this.canvas, left, top, side * density, side * density, 0, 0, width, height);
  }

  private cover(part: Place & Size): void {
    const { canvas, density } = this;
    const { style } = canvas;
    if (part.x !== this.part.x || part.y !== this.part.y) style.translate = `${part.x}px ${part.y}px`;
    if (part.width !== this.part.width || part.height !== this.part.height) {
      canvas.width = Math.ceil(part.width * density);
      canvas.height = Math.ceil(part.height * density);
      style.width = `${canvas.width / density}px`;
      style.height = `${canvas.height / density}px`;
    }
    this.part = part;
  }

  private place({ scale, left, top }: Placing): void {
    const { density, part } = this;
    const by = scale * density;
    this.context.setTransform(by, 0, 0, by, (left - part.x) * density, (top - part.y) * density);
  }
}
