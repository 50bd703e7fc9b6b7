import { type RefObject, useEffect, useRef } from "react";

const sizePx = 116;
const closer = 2;

/** What is under the finger, twice as large, where the finger is not. */
export function Loupe({
  area,
  photo,
  at,
  brushPx,
}: {
  readonly area: RefObject<HTMLDivElement | null>;
  readonly photo: RefObject<HTMLImageElement | null>;
  readonly at: { readonly x: number; readonly y: number };
  readonly brushPx: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    const frame = area.current?.getBoundingClientRect();
    const box = photo.current?.getBoundingClientRect();
    if (!context || !frame || !box || !photo.current?.complete) return;
    const density = window.devicePixelRatio;
    const show = (
      picture: CanvasImageSource,
      left: number,
      top: number,
      width: number,
      height: number,
    ): void =>
      context.drawImage(
        picture,
        (sizePx / 2 + (left - at.x) * closer) * density,
        (sizePx / 2 + (top - at.y) * closer) * density,
        width * closer * density,
        height * closer * density,
      );
    context.fillStyle = "#121110";
    context.fillRect(0, 0, sizePx * density, sizePx * density);
    show(photo.current, box.left - frame.left, box.top - frame.top, box.width, box.height);
    context.globalAlpha = 0.6;
    for (const layer of area.current?.querySelectorAll("canvas.lower-canvas, canvas.upper-canvas") ?? [])
      if (layer instanceof HTMLCanvasElement) show(layer, 0, 0, frame.width, frame.height);
    context.globalAlpha = 1;
  });
  const isLeft = at.x > sizePx + 40 || at.y > sizePx + 60;
  return (
    <div className={`loupe${isLeft ? "" : " loupe-right"}`} aria-hidden>
      <canvas
        ref={canvas}
        width={sizePx * window.devicePixelRatio}
        height={sizePx * window.devicePixelRatio}
        style={{ width: sizePx, height: sizePx }}
      />
      <span style={{ width: brushPx * closer, height: brushPx * closer }} />
    </div>
  );
}
