import { type Mask } from "#engine/raster.ts";

/** One connected piece of a mask. Box in pixels, right and bottom exclusive. */
export interface Component {
  readonly label: number;
  readonly area: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Connected pieces (4 neighbours) of what is set (≥ 128), in scan order.
 * @returns `labels`: 0 outside, else the component's label, which starts at 1
 */
export function components({ data, width, height }: Mask): { labels: Int32Array; list: Component[] } {
  const labels = new Int32Array(width * height);
  const list: Component[] = [];
  const stack = new Int32Array(width * height);
  for (let start = 0; start < data.length; start++) {
    if (data[start] < 128 || labels[start] !== 0) continue;
    const label = list.length + 1;
    let area = 0;
    let left = width;
    let right = 0;
    let top = height;
    let bottom = 0;
    let depth = 0;
    stack[depth++] = start;
    labels[start] = label;
    while (depth > 0) {
      const i = stack[--depth];
      const y = (i / width) | 0;
      const x = i - y * width;
      area++;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      if (y >= bottom) bottom = y + 1;
      if (x > 0 && data[i - 1] >= 128 && labels[i - 1] === 0) labels[(stack[depth++] = i - 1)] = label;
      if (x + 1 < width && data[i + 1] >= 128 && labels[i + 1] === 0)
        labels[(stack[depth++] = i + 1)] = label;
      if (y > 0 && data[i - width] >= 128 && labels[i - width] === 0)
        labels[(stack[depth++] = i - width)] = label;
      if (y + 1 < height && data[i + width] >= 128 && labels[i + width] === 0)
        labels[(stack[depth++] = i + width)] = label;
    }
    list.push({ label, area, left, top, right, bottom });
  }
  return { labels, list };
}

/** The mask without the pieces for which `keep` says no. */
export function keepComponents(mask: Mask, keep: (piece: Component) => boolean): Mask {
  const { labels, list } = components(mask);
  const wanted = Uint8Array.from([0, ...list.map((piece) => (keep(piece) ? 255 : 0))]);
  const data = new Uint8Array(labels.length);
  for (let i = 0; i < data.length; i++) data[i] = wanted[labels[i]];
  return { data, width: mask.width, height: mask.height };
}
