export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where the photo lies in the drawing area: area = photo × scale + (left, top), in CSS pixels from the area's corner. */
export interface Placing {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

const mostZoom = 10;

/** The whole photo, as large as the area lets it be, in the middle. */
export function fitted(photo: Size, area: Size): Placing {
  return kept({ scale: fitOf(photo, area), left: 0, top: 0 }, photo, area);
}

/** After the area has another size: whole as before, or as near as before where somebody has zoomed in. */
export function refitted(now: Placing, before: Size, photo: Size, area: Size): Placing {
  if (now.scale <= fitOf(photo, before)) return fitted(photo, area);
  const middle = { x: before.width / 2, y: before.height / 2 };
  const by = { x: (area.width - before.width) / 2, y: (area.height - before.height) / 2 };
  return moved(zoomed(now, 1, middle, photo, area), by, photo, area);
}

/** The photo scaled by `factor`, between fitted and ten times that, with what lies at `still` staying there. */
export function zoomed(now: Placing, factor: number, still: Place, photo: Size, area: Size): Placing {
  const fit = fitOf(photo, area);
  const scale = Math.min(mostZoom * fit, Math.max(fit, now.scale * factor));
  const by = scale / now.scale;
  const left = still.x - (still.x - now.left) * by;
  const top = still.y - (still.y - now.top) * by;
  return kept({ scale, left, top }, photo, area);
}

/** The photo moved, as far as it then still covers the middle of the area, or lies whole within it. */
export function moved(now: Placing, by: Place, photo: Size, area: Size): Placing {
  return kept({ ...now, left: now.left + by.x, top: now.top + by.y }, photo, area);
}

/** The place of the photo at a place of the area; the nearest one when that lies beside the photo. */
export function inPhoto({ scale, left, top }: Placing, { x, y }: Place, photo: Size): Place {
  return { x: between(0, (x - left) / scale, photo.width), y: between(0, (y - top) / scale, photo.height) };
}

/** The part of the area that shows photo. */
export function seenPart({ scale, left, top }: Placing, photo: Size, area: Size): Place & Size {
  const x = Math.floor(Math.max(0, left));
  const y = Math.floor(Math.max(0, top));
  return {
    x,
    y,
    width: Math.ceil(Math.min(area.width, left + photo.width * scale)) - x,
    height: Math.ceil(Math.min(area.height, top + photo.height * scale)) - y,
  };
}

/** Whether there is photo at a place of the area. */
export function isOnPhoto({ scale, left, top }: Placing, { x, y }: Place, photo: Size): boolean {
  return x >= left && y >= top && x <= left + photo.width * scale && y <= top + photo.height * scale;
}

const fitOf = (photo: Size, area: Size): number =>
  Math.min(area.width / photo.width, area.height / photo.height);

const between = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, value));

function kept({ scale, left, top }: Placing, photo: Size, area: Size): Placing {
  const clamp = (at: number, size: number, room: number): number =>
    size <= room ? (room - size) / 2 : between(room / 2 - size, at, room / 2);
  return {
    scale,
    left: clamp(left, photo.width * scale, area.width),
    top: clamp(top, photo.height * scale, area.height),
  };
}
