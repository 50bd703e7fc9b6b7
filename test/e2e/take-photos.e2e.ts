import sharp from "sharp";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { expect, test } from "./person.ts";

test("three photos in a row with the live camera: each is kept, named after its room, and sent", async ({
  page,
  person,
}) => {
  const before = await person.server.originals();
  await page.getByRole("link", { name: "Take photo" }).click();
  const shutter = page.getByRole("button", { name: "Take photo" });
  await expect(shutter).toBeEnabled();
  await expect(shutter).toBeFocused();
  await page.getByRole("button", { name: "Kitchen" }).click();

  await test.step("as fast as a finger", async () => {
    // The fake camera shows one picture for 50 ms, and the same bytes twice are one photo.
    await shutter.click();
    await page.waitForTimeout(150);
    await shutter.click();
    await page.waitForTimeout(150);
    await page.keyboard.press("Space");
    await expect(page.getByText("3 photos kept")).toBeAttached();
    await expect(page.getByRole("list", { name: "Photos just taken" }).getByRole("listitem")).toHaveCount(3);
    await expect(page.getByRole("button", { name: "Kitchen, 3 photos" })).toBeVisible();
  });

  await page.getByRole("link", { name: "Done" }).click();
  for (const place of [1, 2, 3])
    await expect(page.getByRole("link", { name: new RegExp(`Kitchen ${place}\\.`) })).toBeVisible({
      timeout: 60_000,
    });
  const after = await person.server.originals();
  const taken = [...after].filter(([key]) => !before.has(key));
  expect(taken).toHaveLength(3);
  for (const [, bytes] of taken) {
    const { width, height } = await sharp(bytes).metadata();
    expect(width * height).toBeGreaterThan(640 * 480);
  }
});

test("where the camera is not allowed it is said, and the phone's own camera takes its place", async ({
  page,
  person,
}) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
  });
  await page.goto(`${person.server.origin}/capture`);
  await expect(page.getByText("Reimagine may not use the camera.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeDisabled();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Use the phone's camera" }).click();
  expect(await (await chooser).element().getAttribute("capture")).toBe("environment");
  await (
    await chooser
  ).setFiles([
    { name: "own.jpg", mimeType: "image/jpeg", buffer: await emptyRoom({ width: 640, height: 480 }) },
  ]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: /own\.jpg/ })).toBeVisible({ timeout: 60_000 });
});
