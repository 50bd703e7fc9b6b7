import { type Mark } from "./marks.ts";
import { type Place } from "./placing.ts";

/** One piece of a stroke: a curve from `from` to `to`, drawn towards `by`. */
export interface Piece {
  readonly from: Place;
  readonly by: Place;
  readonly to: Place;
}

/**
 * A stroke while it is drawn, in upright pixels of the original: curves through the middles between its points, so that
 * a quick finger leaves no corners. Each new point gives one more piece to draw; none is ever changed.
 */
export class Stroke {
  readonly widthPx: number;
  readonly erases: boolean;
  private readonly path: string[];
  private readonly apartPx: number;
  private last: Place;
  /** Where the path ends so far: in the middle before the last point. */
  private end: Place;

  /** @param apartPx nearer points than this add nothing but length */
  constructor(
    from: Place,
    {
      widthPx,
      erases,
      apartPx,
    }: { readonly widthPx: number; readonly erases: boolean; readonly apartPx: number },
  ) {
    this.widthPx = widthPx;
    this.erases = erases;
    this.apartPx = apartPx;
    this.last = from;
    this.end = from;
    this.path = [`M ${said(from)}`];
  }

  /** @returns the piece to draw; undefined when the point is too near to the last one */
  to(next: Place): Piece | undefined {
    if (Math.hypot(next.x - this.last.x, next.y - this.last.y) < this.apartPx) return undefined;
    const to = { x: (this.last.x + next.x) / 2, y: (this.last.y + next.y) / 2 };
    const piece = { from: this.end, by: this.last, to };
    this.path.push(`Q ${said(piece.by)} ${said(to)}`);
    this.last = next;
    this.end = to;
    return piece;
  }

  /** The rest of the stroke; of a mere touch, a dot. */
  finish(): { readonly piece: Piece; readonly mark: Mark } {
    // A line of no length is drawn by some browsers and not by others.
    const to = this.path.length > 1 ? this.last : { x: this.last.x + 0.1, y: this.last.y };
    const { widthPx, erases } = this;
    return {
      piece: { from: this.end, by: this.end, to },
      mark: { kind: "stroke", path: [...this.path, `L ${said(to)}`].join(" "), widthPx, erases },
    };
  }
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
const said = ({ x, y }: Place): string => `${rounded(x)} ${rounded(y)}`;
