import { watchFingers } from "./fingers.ts";
import { Ink } from "./ink.ts";
import { Loupe } from "./loupe.ts";
import { type Mark } from "./marks.ts";
import {
  fitted,
  inPhoto,
  isOnPhoto,
  moved,
  type Place,
  type Placing,
  refitted,
  seenPart,
  type Size,
  zoomed,
} from "./placing.ts";
import { Stroke } from "./stroke.ts";

export type Tool = "select" | "brush" | "eraser" | "rectangle";

export interface EditorView {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly marks: readonly Mark[];
}

export interface MaskEditorParts {
  /** The element that fills the drawing area; fingers are watched on it. */
  readonly area: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly loupe: HTMLElement;
  /** As large as the original, and moved under the marks. */
  readonly photo: HTMLImageElement;
  /** Upright pixels of the original: marks live in them. */
  readonly size: Size;
  readonly marks: readonly Mark[];
  readonly onChange: (view: EditorView) => void;
  /** A tap with the select tool, upright pixels of the original. */
  readonly onTap: (at: Place) => void;
}

/** What one finger is doing. */
type Doing =
  { readonly doing: "stroke"; readonly stroke: Stroke } | { readonly doing: "tap"; readonly at: Place };

/** Marks on a photo, drawn by fingers, pencil or mouse: what is marked, its undoing, and where on the screen the photo lies. */
export class MaskEditor {
  private readonly parts: MaskEditorParts;
  private readonly ink: Ink;
  private readonly loupe: Loupe;
  private readonly unwatch: () => void;
  private done: readonly Mark[];
  private undone: readonly Mark[] = [];
  private tool: Tool = "brush";
  private brushPx = 36;
  private area: Size = { width: 0, height: 0 };
  private placing: Placing | undefined;
  private readonly watchers = new Set<(placing: Placing) => void>();
  private now: Doing | undefined;
  private asked = 0;

  constructor(parts: MaskEditorParts) {
    this.parts = parts;
    this.done = parts.marks;
    this.ink = new Ink(parts.canvas);
    this.loupe = new Loupe(parts.loupe, parts.photo, parts.size, this.ink);
    this.unwatch = watchFingers(parts.area, {
      onBegin: (at) => this.begin(at),
      onMove: (through) => this.go(through),
      onEnd: () => this.end(),
      onTakenBack: () => this.takeBack(),
      onPinch: (middle, by, factor) => this.pinch(middle, by, factor),
    });
    this.resize();
    this.tell();
  }

  /** Fits the photo into the area: at the start, when the screen turns, and when the tools take more room. */
  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.parts.area;
    if (width === 0 || height === 0) return;
    const { size } = this.parts;
    const area = { width, height };
    this.placing = this.placing ? refitted(this.placing, this.area, size, area) : fitted(size, area);
    this.area = area;
    this.showAll();
  }

  choose(tool: Tool): void {
    this.tool = tool;
  }

  /** @param screenPx the brush as wide as this on the screen, whatever the zoom */
  setBrush(screenPx: number): void {
    this.brushPx = screenPx;
  }

  add(mark: Mark): void {
    this.done = [...this.done, mark];
    this.undone = [];
    if (this.placing) this.ink.add(mark, this.placing);
    this.tell();
  }

  /** The last mark becomes another: undoing takes that one away, too. */
  replaceLast(mark: Mark): void {
    this.done = [...this.done.slice(0, -1), mark];
    this.undone = [];
    this.changed();
  }

  undo(): void {
    const last = this.done.at(-1);
    if (last === undefined) return;
    this.done = this.done.slice(0, -1);
    this.undone = [...this.undone, last];
    this.changed();
  }

  redo(): void {
    const last = this.undone.at(-1);
    if (last === undefined) return;
    this.undone = this.undone.slice(0, -1);
    this.done = [...this.done, last];
    this.changed();
  }

  clear(): void {
    this.undone = [...this.undone, ...this.done.toReversed()];
    this.done = [];
    this.changed();
  }

  /**
   * Tells where the photo lies: now, and each time it lies elsewhere.
   * @returns what ends the telling
   */
  whenPlaced(tell: (placing: Placing) => void): () => void {
    this.watchers.add(tell);
    if (this.placing) tell(this.placing);
    return () => this.watchers.delete(tell);
  }

  close(): void {
    this.unwatch();
    cancelAnimationFrame(this.asked);
    this.loupe.close();
  }

  private begin(at: Place): void {
    const { placing } = this;
    // A rectangle has a canvas of its own over this one: see rectangle-canvas.ts.
    if (!placing || this.tool === "rectangle") return;
    if (this.tool === "select") this.now = { doing: "tap", at };
    else {
      const stroke = new Stroke(unbounded(placing, at), {
        widthPx: this.brushPx / placing.scale,
        erases: this.tool === "eraser",
        apartPx: apartPx / placing.scale,
      });
      this.now = { doing: "stroke", stroke };
      this.loupe.show(at, placing, this.brushPx);
    }
  }

  private go(through: readonly Place[]): void {
    const { now, placing } = this;
    const at = through.at(-1);
    if (!now || !placing || !at) return;
    if (now.doing === "tap") {
      // A finger that slides away taps nothing.
      if (apart(now.at, at) > tapReachPx) this.now = undefined;
    } else {
      for (const place of through) {
        const piece = now.stroke.to(unbounded(placing, place));
        if (piece) this.ink.draw(piece, now.stroke.widthPx, now.stroke.erases, placing);
      }
      this.loupe.show(at, placing, this.brushPx);
    }
  }

  private end(): void {
    const { now, placing } = this;
    const { size } = this.parts;
    this.rest();
    if (!now || !placing) return;
    if (now.doing === "tap") {
      // Beside the photo there is nothing to select.
      if (isOnPhoto(placing, now.at, size)) this.parts.onTap(inPhoto(placing, now.at, size));
    } else {
      const { piece, mark } = now.stroke.finish();
      this.ink.draw(piece, now.stroke.widthPx, now.stroke.erases, placing);
      this.done = [...this.done, mark];
      this.undone = [];
      this.tell();
    }
  }

  private takeBack(): void {
    const { now } = this;
    this.rest();
    if (now?.doing === "stroke") this.showAll();
  }

  private rest(): void {
    this.now = undefined;
    this.loupe.hide();
  }

  private pinch(middle: Place, by: Place, factor: number): void {
    const { placing, area } = this;
    const { size } = this.parts;
    if (!placing) return;
    this.placing = zoomed(moved(placing, by, size, area), factor, middle, size, area);
    // Fingers move more often than frames are drawn.
    cancelAnimationFrame(this.asked);
    this.asked = requestAnimationFrame(() => this.showAll());
  }

  private showAll(): void {
    const { placing } = this;
    if (!placing) return;
    const { scale, left, top } = placing;
    this.parts.photo.style.transform = `matrix(${scale},0,0,${scale},${left},${top})`;
    this.ink.show(this.done, placing, seenPart(placing, this.parts.size, this.area));
    for (const tell of this.watchers) tell(placing);
  }

  private changed(): void {
    this.showAll();
    this.tell();
  }

  private tell(): void {
    this.parts.onChange({
      canUndo: this.done.length > 0,
      canRedo: this.undone.length > 0,
      marks: this.done,
    });
  }
}

const tapReachPx = 12;
/** Points of a stroke, CSS pixels from each other at least. */
const apartPx = 2;

const apart = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);

/** As `inPhoto`, but a stroke may run out of the photo: its edge is then straight. */
const unbounded = ({ scale, left, top }: Placing, { x, y }: Place): Place => ({
  x: (x - left) / scale,
  y: (y - top) / scale,
});
