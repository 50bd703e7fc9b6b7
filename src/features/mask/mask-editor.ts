import { Canvas, type FabricObject, Path, PencilBrush, Point, Rect, type TMat2D, util } from "fabric/es";
import { type Mark } from "./marks.ts";

export type Tool = "select" | "brush" | "eraser" | "rectangle";

export interface EditorView {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly marks: readonly Mark[];
}

export interface MaskEditorParts {
  readonly canvas: HTMLCanvasElement;
  /** The element that fills the drawing area; fingers are watched on it. */
  readonly area: HTMLElement;
  /** Moved by the same matrix as the strokes. */
  readonly photo: HTMLElement;
  /** Upright pixels of the original: strokes live in them. */
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  readonly onChange: (view: EditorView) => void;
  /** A stroke is being drawn at this place of the area; undefined when it ended. For the loupe. */
  readonly onStroke: (at: { readonly x: number; readonly y: number } | undefined) => void;
  /** A tap with the select tool, upright pixels of the original. */
  readonly onTap: (at: { readonly x: number; readonly y: number }) => void;
}

const colour = "#ff4f6e";
const mostZoom = 10;

/**
 * Marks on a photo, drawn by fingers, pencil or mouse. Fabric draws; the marks, their undoing and their export are
 * ours. The photo lies under the canvas as a plain picture, moved by the canvas's own matrix.
 */
export class MaskEditor {
  private readonly canvas: Canvas;
  private readonly brush: PencilBrush;
  private readonly parts: MaskEditorParts;
  private readonly cleanups: (() => void)[] = [];
  private done: Drawn[] = [];
  private undone: Drawn[] = [];
  private tool: Tool = "brush";
  private brushPx = 36;
  private fit = 1;
  private readonly fingers = new Map<number, Point>();
  private pinch: { readonly middle: Point; readonly apart: number } | undefined;
  private isRolledBack = false;
  private tap: Point | undefined;
  private band: { readonly from: Point; readonly rect: Rect } | undefined;

  constructor(parts: MaskEditorParts) {
    this.parts = parts;
    this.canvas = new Canvas(parts.canvas, {
      isDrawingMode: true,
      selection: false,
      renderOnAddRemove: false,
      enablePointerEvents: true,
      enableRetinaScaling: true,
      allowTouchScrolling: false,
    });
    this.brush = new PencilBrush(this.canvas);
    this.brush.color = colour;
    this.brush.decimate = 2;
    this.canvas.freeDrawingBrush = this.brush;
    this.canvas.on("path:created", ({ path }) => {
      if (path instanceof Path) this.strokeEnded(path);
    });
    this.watchFingers();
    this.restore(parts.marks);
    this.resize();
  }

  /** Fits the photo into the area again: at the start, and when the screen turns. */
  resize(): void {
    const { area, width, height } = this.parts;
    const { clientWidth, clientHeight } = area;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.canvas.setDimensions({ width: clientWidth, height: clientHeight });
    this.fit = Math.min(clientWidth / width, clientHeight / height);
    const left = (clientWidth - width * this.fit) / 2;
    const top = (clientHeight - height * this.fit) / 2;
    this.moveTo([this.fit, 0, 0, this.fit, left, top]);
  }

  choose(tool: Tool): void {
    this.tool = tool;
    this.canvas.isDrawingMode = drawsFreely(tool);
    this.brush.color = tool === "eraser" ? "rgba(255, 255, 255, 0.85)" : colour;
  }

  /** @param screenPx the brush as wide as this on the screen, whatever the zoom */
  setBrush(screenPx: number): void {
    this.brushPx = screenPx;
    this.brush.width = screenPx / this.canvas.getZoom();
  }

  add(mark: Mark): void {
    this.take({ mark, object: objectOf(mark) });
  }

  undo(): void {
    const last = this.done.pop();
    if (last === undefined) return;
    this.undone.push(last);
    this.redraw();
  }

  redo(): void {
    const last = this.undone.pop();
    if (last === undefined) return;
    this.done.push(last);
    this.redraw();
  }

  clear(): void {
    this.undone = [...this.undone, ...this.done.toReversed()];
    this.done = [];
    this.redraw();
  }

  async close(): Promise<void> {
    for (const cleanup of this.cleanups) cleanup();
    await this.canvas.dispose();
  }

  private strokeEnded(path: Path): void {
    this.canvas.remove(path);
    this.parts.onStroke(undefined);
    if (this.isRolledBack) {
      this.isRolledBack = false;
      this.canvas.requestRenderAll();
      return;
    }
    const mark: Mark = {
      kind: "stroke",
      path: util.joinPath(path.path),
      widthPx: path.strokeWidth,
      erases: this.tool === "eraser",
    };
    this.take({ mark, object: objectOf(mark) });
  }

  private take(drawn: Drawn): void {
    this.done.push(drawn);
    this.undone = [];
    this.redraw();
  }

  private restore(marks: readonly Mark[]): void {
    this.done = marks.map((mark) => ({ mark, object: objectOf(mark) }));
    this.redraw();
  }

  private redraw(): void {
    this.canvas.remove(...this.canvas.getObjects());
    if (this.done.length > 0) this.canvas.add(...this.done.map(({ object }) => object));
    this.canvas.requestRenderAll();
    this.parts.onChange({
      canUndo: this.done.length > 0,
      canRedo: this.undone.length > 0,
      marks: this.done.map(({ mark }) => mark),
    });
  }

  private moveTo(matrix: TMat2D): void {
    this.canvas.setViewportTransform(matrix);
    this.parts.photo.style.transform = `matrix(${matrix.join(",")})`;
    this.setBrush(this.brushPx);
    this.canvas.requestRenderAll();
  }

  /**
   * Watches fingers before Fabric does. The second finger takes back the stroke the first one began, and from then on
   * the two move the photo until both are gone.
   */
  private watchFingers(): void {
    const { area } = this.parts;
    const on = <K extends "pointerdown" | "pointermove" | "pointerup" | "pointercancel">(
      target: HTMLElement | Window,
      type: K,
      act: (event: PointerEvent) => void,
    ): void => {
      const listener = (event: Event): void => {
        if (event instanceof PointerEvent) act(event);
      };
      target.addEventListener(type, listener, { capture: true });
      this.cleanups.push(() => target.removeEventListener(type, listener, { capture: true }));
    };
    on(area, "pointerdown", (event) => {
      this.fingers.set(event.pointerId, this.placeOf(event));
      if (this.fingers.size > 1) this.beginPinch(event);
      else if (this.tool === "rectangle") this.beginBand(event);
      else if (this.tool === "select") this.tap = event.button === 0 ? this.placeOf(event) : undefined;
      else if (event.button === 0) this.parts.onStroke(this.placeOf(event));
    });
    on(window, "pointermove", (event) => {
      if (!this.fingers.has(event.pointerId)) return;
      this.fingers.set(event.pointerId, this.placeOf(event));
      if (this.pinch) {
        event.stopImmediatePropagation();
        this.movePinch();
      } else if (this.band) this.moveBand(event);
      else if (this.tool === "select") this.keepTap(event);
      else this.parts.onStroke(this.placeOf(event));
    });
    const end = (event: PointerEvent): void => {
      if (!this.fingers.delete(event.pointerId)) return;
      if (this.band && !this.pinch) this.endBand();
      if (event.type === "pointerup" && !this.pinch) this.endTap();
      if (this.pinch && this.fingers.size < 2) this.pinch = undefined;
      if (this.fingers.size === 0) {
        this.parts.onStroke(undefined);
        if (this.isRolledBack) this.canvas.isDrawingMode = drawsFreely(this.tool);
        // Fabric may end the rolled-back stroke a moment later, or (cancelled) never.
        setTimeout(() => (this.isRolledBack = false), 0);
      }
    };
    on(window, "pointerup", end);
    on(window, "pointercancel", end);

    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const zoom = this.canvas.getZoom() * Math.exp(-event.deltaY / 300);
      this.zoomAt(this.placeOf(event), zoom);
    };
    area.addEventListener("wheel", wheel, { passive: false });
    this.cleanups.push(() => area.removeEventListener("wheel", wheel));
  }

  private placeOf({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
    const box = this.parts.area.getBoundingClientRect();
    return new Point(clientX - box.left, clientY - box.top);
  }

  private beginPinch(event: PointerEvent): void {
    event.stopImmediatePropagation();
    this.isRolledBack = true;
    this.tap = undefined;
    this.parts.onStroke(undefined);
    if (this.band) {
      this.canvas.remove(this.band.rect);
      this.band = undefined;
    }
    this.canvas.clearContext(this.canvas.contextTop);
    this.pinch = this.measurePinch();
  }

  private movePinch(): void {
    const next = this.measurePinch();
    if (!this.pinch || !next) return;
    this.canvas.clearContext(this.canvas.contextTop);
    const matrix = this.canvas.viewportTransform;
    this.canvas.setViewportTransform([
      matrix[0],
      matrix[1],
      matrix[2],
      matrix[3],
      matrix[4] + next.middle.x - this.pinch.middle.x,
      matrix[5] + next.middle.y - this.pinch.middle.y,
    ]);
    this.zoomAt(next.middle, (this.canvas.getZoom() * next.apart) / Math.max(1, this.pinch.apart));
    this.pinch = next;
  }

  private measurePinch(): { readonly middle: Point; readonly apart: number } | undefined {
    const [a, b] = [...this.fingers.values()];
    if (a === undefined || b === undefined) return undefined;
    return { middle: a.midPointFrom(b), apart: a.distanceFrom(b) };
  }

  private zoomAt(place: Point, wanted: number): void {
    const zoom = Math.min(mostZoom * this.fit, Math.max(this.fit, wanted));
    this.canvas.zoomToPoint(place, zoom);
    this.moveTo(this.kept(this.canvas.viewportTransform));
  }

  /** The photo covers the middle of the area, or lies whole within it. */
  private kept([a, b, c, d, x, y]: TMat2D): TMat2D {
    const { area, width, height } = this.parts;
    const clamp = (at: number, size: number, room: number): number =>
      size <= room ? (room - size) / 2 : Math.min(room / 2, Math.max(room / 2 - size, at));
    return [a, b, c, d, clamp(x, width * a, area.clientWidth), clamp(y, height * d, area.clientHeight)];
  }

  private beginBand(event: PointerEvent): void {
    const from = this.inPhoto(this.placeOf(event));
    const rect = new Rect({ ...fixed, left: from.x, top: from.y, width: 0, height: 0, fill: colour });
    this.canvas.add(rect);
    this.band = { from, rect };
  }

  private moveBand(event: PointerEvent): void {
    if (!this.band) return;
    const { from, rect } = this.band;
    const to = this.inPhoto(this.placeOf(event));
    rect.set({
      left: Math.min(from.x, to.x),
      top: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    });
    rect.setCoords();
    this.canvas.requestRenderAll();
  }

  private endBand(): void {
    if (!this.band) return;
    const { rect } = this.band;
    this.canvas.remove(rect);
    this.band = undefined;
    const { left, top, width, height } = rect;
    // A tap is no rectangle.
    if (width * this.canvas.getZoom() < 6 || height * this.canvas.getZoom() < 6) return this.redraw();
    this.add({ kind: "rectangle", x: left, y: top, width, height });
  }

  /** A finger that slides away taps nothing. */
  private keepTap(event: PointerEvent): void {
    if (this.tap && this.tap.distanceFrom(this.placeOf(event)) > tapReachPx) this.tap = undefined;
  }

  private endTap(): void {
    const { tap } = this;
    this.tap = undefined;
    if (tap === undefined) return;
    const at = this.inPhoto(tap);
    const there = at.transform(this.canvas.viewportTransform);
    // Beside the photo there is nothing to select.
    if (there.distanceFrom(tap) < 1) this.parts.onTap({ x: at.x, y: at.y });
  }

  private inPhoto(place: Point): Point {
    const { width, height } = this.parts;
    const [a, , , d, x, y] = this.canvas.viewportTransform;
    return new Point(
      Math.min(width, Math.max(0, (place.x - x) / a)),
      Math.min(height, Math.max(0, (place.y - y) / d)),
    );
  }
}

const tapReachPx = 12;
const drawsFreely = (tool: Tool): boolean => tool === "brush" || tool === "eraser";

interface Drawn {
  readonly mark: Mark;
  readonly object: FabricObject;
}

const fixed = {
  originX: "left",
  originY: "top",
  selectable: false,
  evented: false,
  strokeWidth: 0,
  // A photo-wide path would allocate a canvas of its own as wide.
  objectCaching: false,
} as const;

function objectOf(mark: Mark): FabricObject {
  if (mark.kind === "rectangle")
    return new Rect({
      ...fixed,
      left: mark.x,
      top: mark.y,
      width: mark.width,
      height: mark.height,
      fill: colour,
    });
  if (mark.kind === "outline")
    return new Path(mark.path, {
      selectable: false,
      evented: false,
      objectCaching: false,
      strokeWidth: 0,
      fill: colour,
      fillRule: "evenodd",
    });
  return new Path(mark.path, {
    selectable: false,
    evented: false,
    objectCaching: false,
    fill: null,
    stroke: colour,
    strokeWidth: mark.widthPx,
    strokeLineCap: "round",
    strokeLineJoin: "round",
    globalCompositeOperation: mark.erases ? "destination-out" : "source-over",
  });
}
