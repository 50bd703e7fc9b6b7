import { topRows } from "#engine/dusk/sky-measures.ts";
import { keepComponents } from "#engine/filters/components.ts";
import { dilate, open } from "#engine/filters/morphology.ts";
import { type Mask } from "#engine/raster.ts";

/**
 * What is joined to the picture's top by pixels that all look like sky, 255 = there. What hangs on it by threads only is
 * dropped: window frames, gutters, the line between two boards.
 */
export function floodFromTop(width: number, height: number, looksLikeSky: (pixel: number) => boolean): Mask {
  const data = new Uint8Array(width * height);
  const stack: number[] = [];
  const visit = (i: number): void => {
    if (data[i] !== 0 || !looksLikeSky(i)) return;
    data[i] = 255;
    stack.push(i);
  };
  for (let i = 0; i < topRows(height) * width; i++) visit(i);
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x + 1 < width) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i + width < data.length) visit(i + width);
  }
  return withoutThreads({ data, width, height });
}

function withoutThreads(flood: Mask): Mask {
  const reach = Math.max(2, Math.round(flood.width * 0.006));
  const solid = keepComponents(open(flood, reach), ({ top, area }) => top <= reach + 1 && area > 100);
  const around = dilate(solid, reach * 2);
  const data = flood.data.map((v, i) => (around.data[i] === 0 ? 0 : v));
  return { data, width: flood.width, height: flood.height };
}
