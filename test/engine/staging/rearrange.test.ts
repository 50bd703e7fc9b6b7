import { describe, expect, it } from "vitest";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { keptScene, rearrange } from "#engine/staging/arrange/rearrange.ts";
import { readScene, writeScene } from "#functions/edit/kept-scene.ts";
import { drawnRoom, drawRoom } from "../geometry/room-fixture.ts";

const box = { left: -2.6, right: 2.4, back: 5, ceiling: 2.6 };
const first = estimateRoom(drawRoom(drawnRoom({ yaw: 0.2, box })));
const second = estimateRoom(drawRoom(drawnRoom({ yaw: -0.1, box })));
const scene = arrangeScene(first, { roomType: "living-room", style: "luxury", seed: 5 });
const kept = keptScene(scene, first);

/** Metres from the back wall, and along it. */
const offBack = (room: typeof first, piece: { readonly z: number } | undefined): number =>
  room.box.back - (piece?.z ?? Infinity);

describe("rearrange", () => {
  it("puts the same pieces at the same walls of a second photo of the room", () => {
    const again = rearrange(second, kept);
    expect(again.materials).toEqual(scene.materials);
    expect(again.style).toBe("luxury");
    const names = new Set(scene.pieces.map(({ name }) => name));
    expect(again.pieces.every(({ name }) => names.has(name))).toBe(true);
    const [sofa, same] = [scene, again].map(({ pieces }) =>
      pieces.find(({ name }) => name === "sofa" || name === "loveseat"),
    );
    expect(same).toMatchObject({ name: sofa?.name, width: sofa?.width, variety: sofa?.variety });
    expect(Math.abs(offBack(first, sofa) - offBack(second, same))).toBeLessThan(0.3);
  });

  it("lets no door that this photo alone shows tear the furniture apart, where both walls agree", () => {
    const onFloor = (pieces: typeof scene.pieces) => pieces.filter(({ y }) => y === 0).length;
    const last = scene.pieces.findLast(({ y, name }) => y === 0 && name !== "rug");
    const doors = (["left", "right", "back"] as const).map((wall) => {
      const along = (wall === "back" ? last?.x : last?.z) ?? 0;
      return { kind: "other" as const, wall, from: along - 0.1, to: along + 0.1, bottom: 0, top: 2.1 };
    });
    const free = { ...first, openings: [] };
    const barred = { ...first, openings: doors };
    expect(onFloor(rearrange(barred, kept).pieces)).toBe(onFloor(rearrange(free, kept).pieces));
    const narrower = { ...kept, box: { ...kept.box, right: kept.box.right - 0.8 } };
    expect(onFloor(rearrange(barred, narrower).pieces)).toBeLessThan(
      onFloor(rearrange(free, narrower).pieces),
    );
  });

  it("does not leave the small pieces without the large one they belong to", () => {
    const sofa = scene.pieces.find(({ name }) => name === "sofa" || name === "loveseat");
    const plant = scene.pieces.find(({ name }) => name === "plant");
    if (sofa === undefined || plant === undefined) throw new Error("Another scene is needed");
    const box = { ...kept.box, right: kept.box.right - 0.8 };
    const two = { scene: { ...scene, pieces: [sofa, plant] }, box };
    const [from, to] = [sofa.x - 0.3, sofa.x + 0.3];
    const door = { kind: "other", wall: "back", from, to, bottom: 0, top: 2.1 } as const;
    expect(rearrange({ ...first, openings: [] }, two).pieces.map(({ name }) => name)).toEqual([
      sofa.name,
      "plant",
    ]);
    const anew = rearrange({ ...first, openings: [door] }, two).pieces.map(({ name }) => name);
    expect(anew.length).toBeGreaterThan(2);
    expect(anew).toContain("coffee-table");
  });

  it("is the scene itself in its own room", () => {
    const floor = (pieces: typeof scene.pieces) =>
      pieces.filter(({ y }) => y === 0).map(({ name, x, z }) => [name, x.toFixed(3), z.toFixed(3)]);
    expect(floor(rearrange(first, kept).pieces)).toEqual(floor(scene.pieces));
  });
});

describe("a kept scene", () => {
  it("is read back as it was written, in few bytes", () => {
    const text = writeScene(kept);
    expect(readScene(text)).toEqual(kept);
    expect(text.length).toBeLessThan(6000);
  });

  it("is read back as an older version wrote it, without its camera", () => {
    const { camera, ...older } = kept;
    expect(camera?.focal).toBeGreaterThan(0);
    expect(readScene(writeScene(older))).toEqual(older);
  });

  it("is not read when it holds what the catalogue does not", () => {
    expect(readScene(writeScene(kept).replace(/"name":"[a-z-]+"/, '"name":"throne"'))).toBeUndefined();
    expect(readScene("{}")).toBeUndefined();
  });
});
