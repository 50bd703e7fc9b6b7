import { describe, expect, it } from "vitest";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { keptScene, rearrange } from "#engine/staging/arrange/rearrange.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { project } from "#engine/geometry/camera.ts";
import { roomSeenAgain } from "#engine/staging/room-seen-again.ts";
import { readScene, writeScene } from "#functions/edit/kept-scene.ts";
import { developed, litRoom } from "#test/samples/lit-room.ts";
import { cameraOf, drawnRoom } from "../geometry/room-fixture.ts";

const box = { left: -2.4, right: 2.4, back: 5, ceiling: 2.6 };

/** A furnished eye would not help: an empty room with two windows, and the light they throw. */
function photoFrom(yaw: number, standsAt: { readonly x: number; readonly z: number }) {
  const camera = cameraOf(
    drawnRoom({ width: 480, height: 360, focal: 0.6, yaw, pitch: 0.1, eyeM: 1.45, box }),
  );
  const light = litRoom({
    camera,
    box,
    standsAt,
    windows: [
      { wall: "left", from: 1.9, to: 3.8, bottom: 0.8, top: 2.25 },
      { wall: "back", from: -0.9, to: 0.7, bottom: 0.85, top: 2.25 },
    ],
    wall: [0.76, 0.745, 0.71],
    planks: [0.42, 0.27, 0.15],
  });
  return { camera, photo: developed(light, [0.62, 0.61, 0.6], 5) };
}

describe("roomSeenAgain", () => {
  const first = photoFrom(0.15, { x: 0, z: 0 });
  const known = { ...estimateRoom(first.photo), camera: first.camera, box };
  const scene = arrangeScene(known, { roomType: "living-room", style: "luxury", seed: 3 });
  const kept = readScene(writeScene(keptScene(scene, known)));
  if (kept === undefined) throw new Error("The scene could not be read back");

  it("sees every piece of a first photo's furniture where it stands, from another place", async () => {
    const step = { x: 0.5, z: 0.3 };
    const second = photoFrom(-0.1, step);
    const again = await roomSeenAgain(second.photo, kept, first.photo);
    if (again === undefined) throw new Error("The room was not seen again");
    const { pieces } = rearrange(again.room, again.like);
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces) {
      const before = scene.pieces.find(
        ({ name, variety, width }) =>
          name === piece.name && variety === piece.variety && width === piece.width,
      );
      if (before === undefined) throw new Error(`${piece.name} was not there`);
      const there = project(second.camera, [before.x - step.x, before.y, before.z - step.z]);
      const here = project(again.room.camera, [piece.x, piece.y, piece.z]);
      if (there === undefined || here === undefined) continue;
      // Within two hundredths of the picture.
      expect(Math.hypot(there.x - here.x, there.y - here.y)).toBeLessThan(10);
    }
  });

  it("sees none in a photo of another place, nor for a scene that does not say how its photo was taken", async () => {
    const noise = {
      ...first.photo,
      data: first.photo.data.map((_, i) => (Math.imul(i, 2654435761) >>> 24) & 255),
    };
    expect(await roomSeenAgain(noise, kept, first.photo)).toBeUndefined();
    const older = { ...kept, camera: { focal: 0.6, heightM: 1.45 } };
    expect(await roomSeenAgain(first.photo, older, first.photo)).toBeUndefined();
  });
});
