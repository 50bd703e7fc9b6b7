import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentile } from "#engine/filters/percentile.ts";
import { faceAt } from "#engine/geometry/room.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { renderScene } from "#engine/staging/render-scene.ts";
import { TILE, turnAt } from "#engine/staging/ray-turn.ts";
import { softenShadow } from "#engine/staging/soften-shadow.ts";
import { cameraOf, drawnRoom } from "../geometry/room-fixture.ts";
import { knownRoom } from "./known-room.ts";

const grid = { columns: 40, rows: 30 };
const cells = (value: (column: number, row: number) => number): Float32Array =>
  Float32Array.from({ length: grid.columns * grid.rows * 3 }, (_, k) =>
    value(((k / 3) | 0) % grid.columns, (k / 3 / grid.columns) | 0),
  );
const oneFace = new Uint8Array(grid.columns * grid.rows);
const sharp = new Float32Array(grid.columns * grid.rows);

describe("turnAt", () => {
  it("sends the rays of any square of a tile sixteen ways", () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (column, row) => {
        const turns = new Set<number>();
        for (let v = 0; v < TILE; v++) for (let u = 0; u < TILE; u++) turns.add(turnAt(column + u, row + v));
        expect(turns.size).toBe(TILE * TILE);
      }),
    );
  });
});

describe("softenShadow", () => {
  it("leaves nothing of a grain that goes with the way of the rays", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { minLength: 16, maxLength: 16 }),
        (grain) => {
          const ratio = cells((column, row) => 0.8 + (grain[Math.floor(turnAt(column, row) * 16)] ?? 0));
          const mean = 0.8 + grain.reduce((sum, g) => sum + g, 0) / 16;
          const soft = softenShadow({ ...grid, ratio, faces: oneFace, spread: sharp });
          for (let row = 4; row < grid.rows - 4; row++)
            for (let column = 4; column < grid.columns - 4; column++)
              expect(Math.abs((soft[(row * grid.columns + column) * 3] ?? 0) - mean)).toBeLessThan(0.003);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("keeps a shadow on its own face, and the one under a piece where it is", () => {
    const ratio = cells((column) => (column < 20 ? 0.6 : 1));
    const faces = oneFace.map((_, i) => (i % grid.columns < 20 ? 0 : 1));
    const wide = sharp.map(() => 8);
    const apart = softenShadow({ ...grid, ratio, faces, spread: wide });
    expect(Math.max(...apart.map((value, k) => Math.abs(value - (ratio[k] ?? 0))))).toBeLessThan(1e-6);
    const deep = cells((column) => (column < 20 ? 0.1 : 1));
    const close = softenShadow({ ...grid, ratio: deep, faces: oneFace, spread: sharp });
    expect(Math.max(...close.map((value, k) => Math.abs(value - (deep[k] ?? 0))))).toBeLessThan(0.03);
  });

  it("draws a shadow out where its spread says so", () => {
    const ratio = cells((column) => (column < 20 ? 0.8 : 1));
    const at = (spread: number): number =>
      softenShadow({ ...grid, ratio, faces: oneFace, spread: sharp.map(() => spread) })[
        (15 * grid.columns + 26) * 3
      ] ?? 0;
    expect(at(0)).toBe(1);
    expect(at(8)).toBeLessThan(0.99);
  });
});

describe("renderScene", () => {
  it("lays no blotches on a wall that is all of one colour", () => {
    const drawn = drawnRoom({
      width: 640,
      height: 480,
      yaw: 0.1,
      box: { left: -2.4, right: 2.2, back: 4.6, ceiling: 2.6 },
    });
    const camera = cameraOf(drawn);
    const shades = { floor: 120, ceiling: 225, left: 190, right: 200, back: 195 };
    const data = new Uint8Array(640 * 480 * 3);
    const faces = Array.from(
      { length: 640 * 480 },
      (_, i) => faceAt(camera, drawn.box, i % 640, (i / 640) | 0).face,
    );
    faces.forEach((face, i) => data.fill(shades[face], i * 3, i * 3 + 3));
    const room = { ...knownRoom(drawn), openings: [] };
    const scene = arrangeScene(room, { roomType: "living-room", style: "contemporary", seed: 1 });
    const { image } = renderScene({ data, width: 640, height: 480 }, room, scene);
    // What is left of a wall after the mean of its surroundings, where no furniture is near.
    const apart: number[] = [];
    for (let y = 20; y < 460; y += 3)
      for (let x = 20; x < 620; x += 3) {
        const i = y * 640 + x;
        const face = faces[i];
        if (face !== "left" && face !== "right" && face !== "back") continue;
        const around = [-12, -6, 6, 12].flatMap((d) => [i + d, i + d * 640]);
        const isWall = around.every(
          (j) => faces[j] === face && Math.abs((image.data[j * 3] ?? 0) - shades[face]) < 30,
        );
        if (!isWall) continue;
        const mean = around.reduce((total, j) => total + (image.data[j * 3] ?? 0), 0) / around.length;
        apart.push(Math.abs((image.data[i * 3] ?? 0) - mean));
      }
    expect(apart.length).toBeGreaterThan(2000);
    expect(percentile(apart, 0.9)).toBeLessThan(1.2);
  });
});
