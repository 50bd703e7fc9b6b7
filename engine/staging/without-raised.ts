import { type ObjectName } from "#core/analysis/object-names.ts";
import { type Box, type SeenObject } from "#core/analysis/seen-object.ts";
import { type Camera, project } from "#engine/geometry/camera.ts";
import { middleOfCell } from "#engine/geometry/clear-floor.ts";
import { type FloorGrid } from "#engine/geometry/room.ts";

/**
 * The floor without what is seen where a table, a bench or a bed may be: of the floor's wood they are taken for floor, and
 * a mat would lie on them. What is found hardly surely is enough for it to be left alone.
 * @param camera of the picture in whose pixels the objects are
 */
export function withoutRaised(floor: FloorGrid, camera: Camera, objects: readonly SeenObject[]): FloorGrid {
  const tables = objects.filter(({ name }) => raised.has(name));
  const clear = floor.clear.map((isClear, n) => {
    const at = isClear === 0 ? undefined : project(camera, middleOfCell(floor, n));
    return at !== undefined && !tables.some((table) => holds(table, at)) ? 1 : 0;
  });
  return { ...floor, clear };
}

const raised: ReadonlySet<ObjectName> = new Set<ObjectName>(["dining table", "bed", "bench", "couch"]);

const holds = (box: Box, at: { readonly x: number; readonly y: number }): boolean =>
  at.x > box.x && at.x < box.x + box.width && at.y > box.y && at.y < box.y + box.height;
