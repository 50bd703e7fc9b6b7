import { type Ink } from "./ink.ts";
import { type Place, type Placing, type Size } from "./placing.ts";

/** CSS pixels across. */
export const loupePx = 116;
const closer = 2;
const mostDensity = 2;

/** What is under the finger, twice as large, where the finger is not. Moved and drawn at most once a frame. */
export class Loupe {
  private readonly frame: HTMLElement;
  private readonly ring: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private readonly photo: Size;
  private readonly ink: Ink;
  /** Decoded once: drawing the element would scale the whole of it again for each frame. */
  private bitmap: ImageBitmap | undefined;
  private asked = 0;
  private isClosed = false;

  /**
   * @param frame   holds a canvas and a ring, and is hidden while nothing is drawn
   * @param picture the photo as it is on the screen
   * @param photo   upright pixels of the original
   */
  constructor(frame: HTMLElement, picture: HTMLImageElement, photo: Size, ink: Ink) {
    const [canvas, ring] = frame.children;
    if (!(canvas instanceof HTMLCanvasElement) || !(ring instanceof HTMLElement))
      throw new Error("A loupe holds a canvas and a ring");
    this.frame = frame;
    this.canvas = canvas;
    this.ring = ring;
    this.photo = photo;
    this.ink = ink;
    canvas.width = canvas.height = loupePx * Math.min(mostDensity, window.devicePixelRatio);
    this.decode(picture).catch(reportError);
  }

  /** Shows the place of the area a finger is at. */
  show(at: Place, placing: Placing, brushPx: number): void {
    cancelAnimationFrame(this.asked);
    this.asked = requestAnimationFrame(() => {
      this.stand(at, brushPx * closer);
      this.draw(at, placing);
    });
  }

  hide(): void {
    cancelAnimationFrame(this.asked);
    this.frame.hidden = true;
  }

  close(): void {
    this.hide();
    this.isClosed = true;
    this.bitmap?.close();
  }

  /** Says nothing to the page that it knows: it would lay itself out again. */
  private stand({ x, y }: Place, ringPx: number): void {
    const { frame, ring } = this;
    if (frame.hidden) frame.hidden = false;
    const isRight = x <= loupePx + 40 && y <= loupePx + 60;
    if (isRight !== frame.classList.contains("loupe-right")) frame.classList.toggle("loupe-right");
    if (ring.style.width !== `${ringPx}px`) ring.style.width = ring.style.height = `${ringPx}px`;
  }

  private draw(at: Place, { scale, left, top }: Placing): void {
    const context = this.canvas.getContext("2d");
    if (context === null) return;
    const side = this.canvas.width;
    context.fillStyle = "#121110";
    context.fillRect(0, 0, side, side);
    // Half as much of the area as the loupe is wide, around the finger.
    const seen = loupePx / closer;
    const [x, y] = [at.x - seen / 2, at.y - seen / 2];
    if (this.bitmap) {
      const perPx = this.bitmap.width / (this.photo.width * scale);
      context.drawImage(
        this.bitmap,
        (x - left) * perPx,
        (y - top) * perPx,
        seen * perPx,
        seen * perPx,
        0,
        0,
        side,
        side,
      );
    }
    context.globalAlpha = 0.6;
    this.ink.drawOn(context, { x, y }, seen);
    context.globalAlpha = 1;
  }

  /** Before the first stroke, which should not wait for it. Without it the loupe shows the marks alone. */
  private async decode(picture: HTMLImageElement): Promise<void> {
    await picture.decode();
    const bitmap = await createImageBitmap(picture);
    if (this.isClosed) bitmap.close();
    else this.bitmap = bitmap;
  }
}
