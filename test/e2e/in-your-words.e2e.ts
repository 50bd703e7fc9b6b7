import sharp from "sharp";
import { crateBox, roomWithCrate } from "#test/pictures/scenes.ts";
import { expect, test } from "./person.ts";

const size = { width: 1200, height: 900 };

test("words of one's own change what is painted, and nothing they name is guessed at", async ({
  page,
  person,
}) => {
  const photo = await roomWithCrate(size);
  await person.addPhotos({ name: "words.jpg", bytes: photo });
  await person.openPhoto("words.jpg");
  await person.choose("In your words");
  const wish = page.getByLabel("What should change?");

  await test.step("what nobody here can draw is refused with its words", async () => {
    await wish.fill("a dragon in the corner");
    await person.start();
    await expect(page.getByText("We did not understand what to change.")).toBeVisible({ timeout: 120_000 });
    await page.getByRole("button", { name: "Change settings" }).click();
    await expect(wish).toHaveValue("a dragon in the corner");
  });

  await test.step("the crate, in a box, turns to terracotta", async () => {
    await wish.fill("Paint this terracotta");
    await page.getByRole("link", { name: "Paint where" }).click();
    await page.getByRole("button", { name: "Box" }).click();
    await expect(page.getByText("Drag a box over it.")).toBeVisible();
    const shown = await page.getByRole("img", { name: /words\.jpg/ }).boundingBox();
    if (shown === null) throw new Error("the photo to mark is not on the screen");
    const { left, top, width, height } = crateBox(size);
    const scale = shown.width / size.width;
    await page.mouse.move(shown.x + left * scale, shown.y + top * scale);
    await page.mouse.down();
    await page.mouse.move(shown.x + (left + width) * scale, shown.y + (top + height) * scale, { steps: 4 });
    await page.mouse.up();
    await page.getByRole("button", { name: "Mark it" }).click();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText("1 mark on the photo")).toBeVisible();
    await expect(wish).toHaveValue("Paint this terracotta");
    await person.start();
    await person.keep();
    await expect(page.getByText(/digitally altered/).first()).toBeVisible();
  });

  const result = await person.download("Lossless PNG");
  const [before, after] = await Promise.all([pixels(photo), pixels(result)]);
  const { left, top, width, height } = crateBox(size);
  const middle = { x: left + width / 2, y: top + height / 2 };
  expect(blueness(after, middle)).toBeLessThan(blueness(before, middle) - 20);
  const far = { x: size.width * 0.95, y: size.height * 0.1 };
  expect(pixelAt(after, far)).toEqual(pixelAt(before, far));
});

interface Place {
  readonly x: number;
  readonly y: number;
}

const pixels = (picture: Buffer): Promise<Buffer> => sharp(picture).removeAlpha().raw().toBuffer();

function pixelAt(picture: Buffer, { x, y }: Place): readonly number[] {
  const at = (Math.round(y) * size.width + Math.round(x)) * 3;
  return [...picture.subarray(at, at + 3)];
}

/** How far blue stands above red. */
function blueness(picture: Buffer, place: Place): number {
  const [red = 0, , blue = 0] = pixelAt(picture, place);
  return blue - red;
}
