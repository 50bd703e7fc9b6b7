import { type Locator } from "@playwright/test";
import sharp from "sharp";
import { dayHouse } from "#test/pictures/scenes.ts";
import { expect, test } from "./person.ts";

const size = { width: 1200, height: 800 };

test("windows that were tapped to stay dark are dark at dusk", async ({ page, person }) => {
  await person.addPhotos({ name: "windows.jpg", bytes: await dayHouse(size) });
  await person.openPhoto("windows.jpg");
  await person.choose("Day to dusk");

  await test.step("one tap lights a window, the next keeps it dark, a third leaves it to the studio", async () => {
    const photo = page.getByRole("button", { name: /^Photo: tap a window/ });
    const [left, right] = windowsOf(size);
    await tap(photo, left);
    await tap(photo, right);
    await expect(page.getByText("2 lit, 0 kept dark by you")).toBeVisible();
    await tap(photo, left);
    await tap(photo, left);
    await expect(page.getByText("1 lit, 0 kept dark by you")).toBeVisible();
    await tap(photo, left);
    await tap(photo, left);
    await tap(photo, right);
    await expect(page.getByText("0 lit, 2 kept dark by you")).toBeVisible();
  });
  await person.start();
  await person.keep();
  const result = await person.download("Lossless PNG");
  // Lit glass is some 75 levels redder than blue, dark glass bluer than red.
  for (const spot of windowsOf(size)) expect(await warmthAt(result, spot)).toBeLessThan(20);
});

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The middles of the two upper windows of the drawn house, pixels of the photo. */
const windowsOf = ({ width, height }: typeof size): readonly [Spot, Spot] => [
  { x: width * 0.4, y: height * 0.505 },
  { x: width * 0.6, y: height * 0.505 },
];

/** Taps a place of the photo, given in its pixels. */
async function tap(photo: Locator, { x, y }: Spot): Promise<void> {
  await photo.scrollIntoViewIfNeeded();
  const box = await photo.boundingBox();
  if (box === null) throw new Error("the photo to tap is not on the screen");
  await photo.tap({ position: { x: (x / size.width) * box.width, y: (y / size.height) * box.height } });
}

/** How much redder than blue the glass is, 8 bits, over a sixtieth of the photo's width. */
async function warmthAt(picture: Buffer, { x, y }: Spot): Promise<number> {
  const side = Math.round(size.width / 60);
  const left = Math.round(x - side / 2);
  // Figures are of the file that is read: the patch is made one first.
  const patch = await sharp(picture)
    .extract({ left, top: Math.round(y - side / 2), width: side, height: side })
    .png()
    .toBuffer();
  const { channels } = await sharp(patch).stats();
  return (channels[0]?.mean ?? 0) - (channels[2]?.mean ?? 0);
}
