import { expect, it } from "vitest";
import { stagingStyles } from "#core/edit/params.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { drawnRoom, drawRoom } from "../geometry/room-fixture.ts";

it("sets stools at high tables and chairs at low ones, and both are found among the looks", () => {
  const room = estimateRoom(drawRoom(drawnRoom({ width: 960, height: 720 })));
  const scenes = stagingStyles.flatMap((style) =>
    [1, 2].map((seed) => arrangeScene(room, { roomType: "kitchen", style, seed }).pieces),
  );
  const seatsAt = (isHigh: boolean) =>
    scenes
      .filter((pieces) =>
        pieces.some(({ name, height }) => name === "bistro-table" && height > 0.85 === isHigh),
      )
      .map((pieces) => new Set(pieces.map(({ name }) => name).filter((name) => /chair|stool/.test(name))));
  expect(seatsAt(true).length).toBeGreaterThan(0);
  expect(seatsAt(false).length).toBeGreaterThan(0);
  for (const seats of seatsAt(true)) expect([...seats]).toEqual(["bar-stool"]);
  for (const seats of seatsAt(false)) expect([...seats]).toEqual(["dining-chair"]);
});
