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
  const undo = page.getByRole("button", { name: "Undo" });
  await expect(page.getByRole("img", { name: /pinch\.jpg/ })).toBeVisible();
  await expect(undo).toBeDisabled();
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
  await expect(undo).toBeDisabled();
  await test.step("nor do they when the first is beside the photo", async () => {
    const beside = at(195, 12, 0);
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [beside] });
    await touch.send("Input.dispatchTouchEvent", {
      type: "touchStart",
      touchPoints: [beside, at(150, 400, 1)],
    });
    for (let n = 1; n <= 4; n++)
      await touch.send("Input.dispatchTouchEvent", {
        type: "touchMove",
        touchPoints: [beside, at(150 + n * 12, 400 + n * 6, 1)],
      });
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(undo).toBeDisabled();
  });
  await test.step("and one finger draws again", async () => {
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at(150, 400, 2)] });
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [at(190, 420, 2)] });
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(undo).toBeEnabled();
  });
});

test("a tap marks the crate whole, found on the phone itself", async ({ page, person }) => {
  await person.addPhotos({ name: "tapped.jpg", bytes: await roomWithCrate(size) });
  await person.openPhoto("tapped.jpg");
  await person.choose("Remove items");
  await page
    .getByRole("link", { name: "Mark what to remove" })
    .or(page.getByRole("button", { name: "Mark what to remove" }))
    .click();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await expect(page.getByText("Tap a thing to mark it whole.")).toBeVisible();
  const photo = await page.getByRole("img", { name: /tapped\.jpg/ }).boundingBox();
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
  await test.step("more of it and less again, still one mark", async () => {
    const more = page.getByRole("button", { name: "More of it" });
    const less = page.getByRole("button", { name: "Less of it" });
    await more.click();
    await expect(less).toBeEnabled();
    await less.click();
    await expect(more).toBeEnabled();
  });
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("1 mark on the photo")).toBeVisible();
});

test("a box is drawn, pulled and moved by finger, and what it marks is gone; all else is the photo, pixel for pixel", async ({
  page,
  person,
}) => {
  const photo = await roomWithCrate(size);
  let isFetched = false;
  page.on("request", (request) => (isFetched ||= request.url().includes("/rectangle-canvas-")));
  await person.addPhotos({ name: "box.jpg", bytes: photo });
  await person.openPhoto("box.jpg");
  await person.choose("Remove items");
  await page
    .getByRole("link", { name: "Mark what to remove" })
    .or(page.getByRole("button", { name: "Mark what to remove" }))
    .click();
  // What draws a box comes when it is chosen, and not before.
  await expect(page.getByText("Paint with one finger.")).toBeVisible();
  expect(isFetched).toBe(false);
  await page.getByRole("button", { name: "Box" }).click();
  await expect(page.getByText("Drag a box over it.")).toBeVisible();
  expect(isFetched).toBe(true);

  const finger = await fingerOn(page);
  const { left, top, width, height } = crateBox(size);
  const [right, bottom] = [left + width, top + height];
  const markIt = page.getByRole("button", { name: "Mark it" });
  await test.step("drawn, and dropped", async () => {
    await finger.drag({ x: left, y: top }, { x: right, y: bottom });
    await expect(markIt).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(markIt).toHaveCount(0);
    await finger.drag({ x: left, y: top }, { x: right, y: bottom });
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(markIt).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
  });
  await test.step("drawn too high and too small, moved down, pulled at two corners", async () => {
    await finger.drag({ x: left, y: top - 80 }, { x: right - 60, y: bottom - 100 });
    await expect(
      boxAt(page, { left, top: top - 80, right: right - 60, bottom: bottom - 100 }),
    ).toBeAttached();
    const middle = { x: (left + right - 60) / 2, y: (top - 80 + bottom - 100) / 2 };
    await finger.drag(middle, { x: middle.x, y: middle.y + 80 });
    await expect(boxAt(page, { left, top, right: right - 60, bottom: bottom - 20 })).toBeAttached();
    await finger.drag({ x: right - 60, y: bottom - 20 }, { x: right, y: bottom });
    await expect(boxAt(page, { left, top, right, bottom })).toBeAttached();
    await finger.drag({ x: left, y: top }, { x: left - 24, y: top - 24 });
  });
  const marked = { left: left - 24, top: top - 24, right, bottom };
  await test.step("a pinch neither draws nor pulls, and leaves the box at its place of the photo", async () => {
    await expect(boxAt(page, marked)).toBeAttached();
    await finger.pinch({ x: left, y: top }, { x: right, y: bottom });
    await expect(boxAt(page, marked)).toBeAttached();
    // Where the corner now is on the screen, it can be pulled: there and back.
    const nearer = await fingerOn(page);
    expect(nearer.scale).toBeGreaterThan(finger.scale * 1.2);
    await nearer.drag({ x: right, y: bottom }, { x: right + 30, y: bottom + 30 });
    await expect(boxAt(page, { ...marked, right: right + 30, bottom: bottom + 30 })).toBeAttached();
    await nearer.drag({ x: right + 30, y: bottom + 30 }, { x: right, y: bottom });
    await expect(boxAt(page, marked)).toBeAttached();
  });
  await test.step("marked, undone and redone", async () => {
    await markIt.click();
    await expect(page.getByText("Drag a box over it.")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("button", { name: "Done" })).toBeDisabled();
    await page.getByRole("button", { name: "Redo" }).click();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText("1 mark on the photo")).toBeVisible();
  });
  await person.start();
  await person.keep();

  const result = await person.download("Lossless PNG");
  const [before, after] = await Promise.all([pixels(photo), pixels(result)]);
  const inside = difference(before, after, (x, y) => x >= left && x < right && y >= top && y < bottom);
  expect(inside.mean).toBeGreaterThan(40);
  const margin = size.width * 0.1;
  const outside = difference(
    before,
    after,
    (x, y) =>
      x < marked.left - margin || x > right + margin || y < marked.top - margin || y > bottom + margin,
  );
  expect(outside.largest).toBe(0);
});

interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What a screen reader hears of a box given in photo pixels; a finger is a hundredth of the photo off at most. */
function boxAt(page: Page, { left, top, right, bottom }: Sides) {
  const about = (px: number, of: number): string => {
    const hundredths = Math.round((px / of) * 100);
    return `(${hundredths - 1}|${hundredths}|${hundredths + 1})`;
  };
  const across = `${about(left, size.width)} to ${about(right, size.width)} across`;
  const down = `${about(top, size.height)} to ${about(bottom, size.height)} down`;
  return page.getByText(new RegExp(`^Box from ${across} and ${down}`));
}

/** Fingers on the photo as it now lies on the screen; places in photo pixels. */
async function fingerOn(page: Page) {
  const photo = await page.getByRole("img", { name: /box\.jpg/ }).boundingBox();
  if (photo === null) throw new Error("the photo is not on the screen");
  const scale = photo.width / size.width;
  const touch = await page.context().newCDPSession(page);
  const at = (x: number, y: number, id = 0) => ({ x: photo.x + x * scale, y: photo.y + y * scale, id });
  const send = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: ReturnType<typeof at>[]) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints });
  const steps = 5;
  return {
    scale,
    drag: async (from: Place, to: Place): Promise<void> => {
      await send("touchStart", at(from.x, from.y));
      for (let n = 1; n <= steps; n++)
        await send(
          "touchMove",
          at(from.x + ((to.x - from.x) * n) / steps, from.y + ((to.y - from.y) * n) / steps),
        );
      await send("touchEnd");
    },
    /** The first finger already moves when the second comes; then both go apart. */
    pinch: async (a: Place, b: Place): Promise<void> => {
      await send("touchStart", at(a.x, a.y));
      await send("touchMove", at(a.x - 20, a.y - 20));
      await send("touchStart", at(a.x - 20, a.y - 20), at(b.x, b.y, 1));
      for (let n = 1; n <= steps; n++)
        await send("touchMove", at(a.x - 20 - n * 8, a.y - 20 - n * 8), at(b.x + n * 8, b.y + n * 8, 1));
      await send("touchEnd");
      // The photo is moved once a frame.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))),
      );
    },
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

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
