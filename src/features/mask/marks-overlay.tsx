import { useEffect, useRef } from "react";
import { drawMarks, type Mark } from "./marks.ts";

const longSidePx = 900;

/** What was marked, laid over the photo. */
export function MarksOverlay({
  marks,
  width,
  height,
}: {
  readonly marks: readonly Mark[];
  readonly width: number;
  readonly height: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = Math.min(1, longSidePx / Math.max(width, height, 1));
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    context.resetTransform();
    context.clearRect(0, 0, element.width, element.height);
    context.scale(scale, scale);
    drawMarks(context, marks);
  }, [marks, scale]);
  return (
    <canvas
      ref={canvas}
      className="marks-overlay"
      width={Math.max(1, Math.round(width * scale))}
      height={Math.max(1, Math.round(height * scale))}
      aria-hidden
    />
  );
}
