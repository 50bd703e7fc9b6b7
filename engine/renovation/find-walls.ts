import { keepComponents } from "#engine/filters/components.ts";
import { close, open } from "#engine/filters/morphology.ts";
import { findCeiling } from "#engine/renovation/find-ceiling.ts";
import { findFloor } from "#engine/renovation/find-floor.ts";
import { type Mask } from "#engine/raster.ts";
import { alike, mainColours } from "#engine/renovation/main-colours.ts";
import { type SurfaceView } from "#engine/renovation/surface-view.ts";

/** The main colour of what is smooth on the walls; each wall has its own light, so each its own mode. */
export function findWalls(view: SurfaceView): Mask {
  const { width, height, slope, lab, faces } = view;
  const ceiling = faces === undefined ? findCeiling(view).data : undefined;
  const floor = faces === undefined ? findFloor(view).data : undefined;
  const isWall = (y: number, i: number): boolean => {
    if (faces !== undefined) return faces[i] !== "floor" && faces[i] !== "ceiling";
    return y > height * 0.08 && y < height * 0.92 && floor?.[i] === 0;
  };
  const weight = (y: number, i: number): number => {
    if (!isWall(y, i) || y > height * 0.8 || slope[i] > 0.012) return 0;
    // Near white counts less: it is trim, door and window as often as wall.
    return (lab.l[i] > 0.93 ? 0.2 : 1) * (ceiling?.[i] === 255 ? 0.25 : 1);
  };
  const sides = faces === undefined ? [undefined] : (["left", "back", "right"] as const);
  const masks = sides.map((side) => {
    const on = (i: number): boolean => side === undefined || faces?.[i] === side;
    const modes = mainColours(view, (_x, y, i) => (on(i) ? weight(y, i) : 0), 1);
    const chromatic = modes.some(({ a, b }) => Math.hypot(a, b) > 0.035);
    return alike(
      view,
      modes,
      { chroma: chromatic ? 0.042 : 0.026, lightness: chromatic ? 0.38 : 0.3 },
      (_x, y, i) => {
        if (!on(i) || !isWall(y, i) || slope[i] > 0.024 || lab.l[i] > 0.975) return false;
        // Where wall and ceiling have one colour only the ceiling's own region keeps them apart.
        return chromatic || ceiling?.[i] !== 255;
      },
    );
  });
  const all = {
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, i) =>
      masks.some(({ data }) => data[i] !== 0) ? 255 : 0,
    ),
  };
  const large = keepComponents(
    open(all, 2),
    ({ area, top, bottom }) => area > width * height * 0.005 && top < height * 0.55 && bottom > height * 0.12,
  );
  return close(large, 2.5);
}
