import { type Page } from "@playwright/test";
import sharp from "sharp";
import { crateBox, roomWithCrate } from "#test/pictures/scenes.ts";
import { expect, test } from "./person.ts";

const size = { width: 1200, height: 900 };

test("a finger paints over a crate, and the crate is gone; all else is the photo, pixel for pixel", async ({
  page,
  person,
}) => {
  const photo = await roomWithCrate(size);
  await person.addPhotos({ name: "crate.jpg", bytes: photo });
  await person.openPhoto("crate.jpg");
  await person.choose("Remove items");
  await page
    .getByRole("link", { name: "Mark what to remove" })
    .or(page.getByRole("button", { name: "Mark what to remove" }))
    .click();

  await paintOver(page, crateBox(size));
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Redo" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(/marks? on the photo/)).toBeVisible();
  await person.start();
  await person.keep();

  const result = await person.download("Lossless PNG");
  const [before, after] = await Promise.all([pixels(photo), pixels(result)]);
  const { left, top, width, height } = crateBox(size);
  const inside = difference(
    before,
    after,
    (x, y) => x >= left && x < left + width && y >= top && y < top + height,
  );
  expect(inside.mean).toBeGreaterThan(40);
  const margin = size.width * 0.12;
  const outside = difference(
    before,
    after,
    (x, y) => x < left - margin || x > left + width + margin || y < top - margin || y > top + height + margin,
  );
  expect(outside.largest).toBe(0);
});

test("two fingers leave no stroke", async ({ page, person }) => {
  await person.addPhotos({ name: "pinch.jpg", bytes: await roomWithCrate({ width: 800, height: 600 }) });
  await person.openPhoto("pinch.jpg");
  await person.choose("Remove items");
  await page
    .getByRole("link", { name: "Mark what to remove" })
    .or(page.getByRole("button", { name: "Mark what to remove" }))
    .click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
  const touch = await page.context().newCDPSession(page);
  const at = (x: number, y: number, id: number) => ({ x, y, id });
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at(150, 400, 0)] });
  await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [at(155, 405, 0)] });
  await touch.send("Input.dispatchTouchEvent", {
    type: "touchStart",
    touchPoints: [at(155, 405, 0), at(250, 450, 1)],
  });
  for (let n = 1; n <= 6; n++)
    await touch.send("Input.dispatchTouchEvent", {
      type: "touchMove",
      touchPoints: [at(155 - n * 8, 405 - n * 4, 0), at(250 + n * 8, 450 + n * 4, 1)],
    });
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
});

test("a tap marks the crate whole, found on the phone itself", async ({ page, person }) => {
  await person.addPhotos({ name: "crate.jpg", bytes: await roomWithCrate(size) });
  await person.openPhoto("crate.jpg");
  await person.choose("Remove items");
  await page
    .getByRole("link", { name: "Mark what to remove" })
    .or(page.getByRole("button", { name: "Mark what to remove" }))
    .click();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await expect(page.getByText("Tap a thing to mark it whole.")).toBeVisible();
  const photo = await page.getByRole("img", { name: /crate\.jpg/ }).boundingBox();
  if (photo === null) throw new Error("the photo to tap on is not on the screen");
  const { left, top, width, height } = crateBox(size);
  const scale = photo.width / size.width;
  const at = { x: photo.x + (left + width / 2) * scale, y: photo.y + (top + height / 2) * scale };
  const undo = page.getByRole("button", { name: "Undo" });
  await test.step("with a mouse, and taken back", async () => {
    await page.mouse.click(at.x, at.y);
    await expect(undo).toBeEnabled();
    await undo.click();
    await expect(undo).toBeDisabled();
  });
  await test.step("with a finger", async () => {
    await page.touchscreen.tap(at.x, at.y);
    await expect(undo).toBeEnabled();
  });
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("1 mark on the photo")).toBeVisible();
});

/** Strokes of a finger over a box given in photo pixels; the photo stands in the middle of the screen, as wide as it. */
async function paintOver(page: Page, box: ReturnType<typeof crateBox>): Promise<void> {
  await expect(page.getByText("Paint with one finger.")).toBeVisible();
  const photo = await page.getByRole("img", { name: /crate\.jpg/ }).boundingBox();
  if (photo === null) throw new Error("the photo to paint on is not on the screen");
  const scale = photo.width / size.width;
  const touch = await page.context().newCDPSession(page);
  for (let y = box.top; y <= box.top + box.height; y += 14 / scale) {
    const at = (x: number) => [{ x: photo.x + x * scale, y: photo.y + y * scale }];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(box.left) });
    for (let n = 1; n <= 4; n++)
      await touch.send("Input.dispatchTouchEvent", {
        type: "touchMove",
        touchPoints: at(box.left + (box.width * n) / 4),
      });
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }
}

const pixels = (picture: Buffer): Promise<Buffer> => sharp(picture).removeAlpha().raw().toBuffer();

function difference(before: Buffer, after: Buffer, where: (x: number, y: number) => boolean) {
  let [sum, count, largest] = [0, 0, 0];
  for (let i = 0; i < before.length; i++) {
    const pixel = Math.floor(i / 3);
    if (!where(pixel % size.width, Math.floor(pixel / size.width))) continue;
    const gap = Math.abs((before[i] ?? 0) - (after[i] ?? 0));
    sum += gap;
    count += 1;
    largest = Math.max(largest, gap);
  }
  return { mean: sum / count, largest };
}
