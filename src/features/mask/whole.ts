/**
 * One thing out of a selection: the part under the tap with all that it encloses, and what is as large as a good part of
 * it. Specks go.
 * @param inside 1 = inside, one a pixel, `width` wide
 */
export function whole(inside: Uint8Array, width: number, tap: number): Uint8Array {
  const { partOf, areas } = partsOf(inside, width);
  const own = partOf[tap] ?? 0;
  const least = LEAST_PART * (areas[own] ?? 0);
  return withoutHoles(
    inside.map((v, i) => (v === 1 && (partOf[i] === own || (areas[partOf[i] ?? 0] ?? 0) >= least) ? 1 : 0)),
    width,
  );
}

const LEAST_PART = 0.1;

function partsOf(inside: Uint8Array, width: number): { partOf: Int32Array; areas: number[] } {
  const partOf = new Int32Array(inside.length);
  const areas = [0];
  const queue: number[] = [];
  for (let start = 0; start < inside.length; start++) {
    if (inside[start] === 0 || partOf[start] !== 0) continue;
    const part = areas.length;
    let area = 0;
    const reach = (i: number): void => {
      if (inside[i] !== 1 || partOf[i] !== 0) return;
      partOf[i] = part;
      area++;
      queue.push(i);
    };
    reach(start);
    for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
      if (i % width > 0) reach(i - 1);
      if (i % width < width - 1) reach(i + 1);
      reach(i - width);
      reach(i + width);
    }
    areas.push(area);
  }
  return { partOf, areas };
}

/** What does not reach the picture's frame around the selection is enclosed by it. */
function withoutHoles(inside: Uint8Array, width: number): Uint8Array {
  const count = inside.length;
  const outside = new Uint8Array(count);
  const queue: number[] = [];
  const reach = (i: number): void => {
    if (inside[i] !== 0 || outside[i] !== 0) return;
    outside[i] = 1;
    queue.push(i);
  };
  for (let i = 0; i < count; i++)
    if (i < width || i >= count - width || i % width === 0 || i % width === width - 1) reach(i);
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (i % width > 0) reach(i - 1);
    if (i % width < width - 1) reach(i + 1);
    if (i >= width) reach(i - width);
    if (i + width < count) reach(i + width);
  }
  return outside.map((v) => 1 - v);
}
