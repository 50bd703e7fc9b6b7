import { type Page } from "@playwright/test";
import sharp from "sharp";
import { type Camera, project, rayThrough } from "#engine/geometry/camera.ts";
import { cameraOf, drawnRoom, drawRoom, type DrawnRoom } from "#test/engine/geometry/room-fixture.ts";
import { expect, test } from "./person.ts";

const view = (yaw: number): DrawnRoom =>
  drawnRoom({
    width: 960,
    height: 720,
    focal: 0.62,
    yaw,
    pitch: 0.1,
    box: { left: -2.6, right: 2.4, back: 5, ceiling: 2.6 },
  });

test("a room seen from another side is given the furniture of the first photo, each piece in its place", async ({
  page,
  person,
}) => {
  const [first, second] = [view(0.12), view(-0.06)];
  const photos = await Promise.all([first, second].map(jpegOf));
  await page.getByRole("button", { name: "New listing" }).click();
  await page.getByLabel("Address or name").fill("9 Mill Lane");
  await page.getByRole("button", { name: "Create listing" }).click();
  await expect(page.getByRole("heading", { name: "9 Mill Lane", level: 1 })).toBeVisible();
  await person.addPhotos(...photos.map((bytes, k) => ({ name: `Side ${k + 1}.jpg`, bytes })));

  await furnish(page, "Side 1.jpg");
  await page.getByRole("switch", { name: "Other photos show this room too" }).click();
  await page.getByText("Contemporary").click();
  await person.start();
  await person.keep();
  const before = await person.download("Lossless PNG");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Back", exact: true }).click();

  await furnish(page, "Side 2.jpg");
  await page.getByRole("button", { name: "The furniture of Side 1.jpg" }).click();
  await person.start();
  await person.keep();
  await expect(page.getByRole("link", { name: /^Virtual staging Living room, Contemporary/ })).toBeVisible();
  const after = await person.download("Lossless PNG");

  const share = await sameShare(
    { photo: photos[0], result: before, camera: cameraOf(first) },
    { photo: photos[1], result: after, camera: cameraOf(second) },
  );
  expect(share).toBeGreaterThan(0.8);
});

async function furnish(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: new RegExp(`^${name}`) }).click({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "What you can do" })).toBeVisible({ timeout: 60_000 });
  await page
    .getByRole("button", { name: /^Virtual staging/ })
    .last()
    .click();
}

async function jpegOf(room: DrawnRoom): Promise<Buffer> {
  const { data, width, height } = drawRoom(room);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 93 })
    .toBuffer();
}

interface Shot {
  readonly photo: Buffer | undefined;
  readonly result: Buffer;
  readonly camera: Camera;
}

/** Of what became furniture in the first photo and is in the second's view: the share that did there, too. */
async function sameShare(first: Shot, second: Shot): Promise<number> {
  const [there, here] = [await changed(first), await changed(second)];
  const { width, height } = first.camera;
  let [same, seen] = [0, 0];
  for (let y = 2; y < height; y += 4)
    for (let x = 2; x < width; x += 4) {
      if (!there(x, y)) continue;
      // Only turned: what lies along a ray of the one camera lies along a ray of the other.
      const [rx, ry, rz] = rayThrough(first.camera, x, y);
      const at = project(second.camera, [rx, second.camera.heightM + ry, rz]);
      if (at === undefined || at.x < 0 || at.y < 0 || at.x >= width || at.y >= height) continue;
      seen++;
      if (here(Math.floor(at.x), Math.floor(at.y))) same++;
    }
  expect(seen).toBeGreaterThan(500);
  return same / seen;
}

/** Where a result differs clearly from its photo. */
async function changed({ photo, result, camera }: Shot): Promise<(x: number, y: number) => boolean> {
  const [a, b] = await Promise.all([photo, result].map((file) => sharp(file).removeAlpha().raw().toBuffer()));
  return (x, y) => {
    const i = (y * camera.width + x) * 3;
    return [0, 1, 2].some((c) => Math.abs((a?.[i + c] ?? 0) - (b?.[i + c] ?? 0)) > 40);
  };
}
