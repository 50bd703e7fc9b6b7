import { type Page } from "@playwright/test";
import { keyOfScreen } from "#src/boot/kept-screen.ts";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { isAccessibleInBoth } from "./is-accessible.ts";
import { expect, test } from "./person.ts";

test("the way to the home screen is shown once a photo is kept, asks as the browser does, and stays closed", async ({
  page,
  person,
}) => {
  const hint = page.getByRole("region", { name: "On your home screen" });
  await offer(page);
  await expect(page.getByRole("button", { name: "New listing" })).toBeVisible();
  await expect(hint).toHaveCount(0);

  await person.addPhotos(await room("Nook 1.jpg", 811));
  await expect(hint).toBeVisible();
  await isAccessibleInBoth(page);
  await hint.getByRole("button", { name: "Install" }).click();
  expect(await asked(page)).toBe(1);
  await expect(hint).toHaveCount(0);

  await test.step("not before another photo is kept, and closed for good by hand", async () => {
    await expect(page.getByRole("link", { name: /^Nook 1\.jpg/ })).toBeVisible({ timeout: 60_000 });
    await page.reload();
    await person.isHome();
    await offer(page);
    await expect(hint).toHaveCount(0);
    const addedAtMs = Date.now();
    await person.addPhotos(await room("Nook 2.jpg", 812));
    await expect(hint).toBeVisible();
    await test.step("the next start shows the screen without it", async () => {
      const key = keyOfScreen(new URL(page.url())) ?? "";
      const kept = () => page.evaluate((at) => localStorage.getItem(at), key);
      const keptAtMs = async () => Number(/"keptAtMs":(\d+)/.exec((await kept()) ?? "")?.[1] ?? 0);
      await expect.poll(keptAtMs, { timeout: 60_000 }).toBeGreaterThan(addedAtMs);
      expect(await kept()).not.toContain("home screen");
    });
    await hint.getByRole("button", { name: "Close" }).click();
    await expect(hint).toHaveCount(0);
    await page.reload();
    await person.isHome();
    await offer(page);
    await person.addPhotos(await room("Nook 3.jpg", 813));
    await expect(page.getByRole("link", { name: /^Nook 3\.jpg/ })).toBeVisible({ timeout: 60_000 });
    await expect(hint).toHaveCount(0);
  });

  await test.step("the settings keep the way", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Add to the home screen" }).click();
    expect(await asked(page)).toBe(1);
    await expect(page.getByRole("button", { name: "Add to the home screen" })).toHaveCount(0);
  });
});

for (const isThere of [false, true])
  test(`where no page can ask, the words say how: ${isThere ? "not to who has done it" : "Share, then Add to Home Screen"}`, async ({
    page,
    person,
  }) => {
    // As Safari on a phone has it.
    await page.addInitScript((standalone) => Object.assign(navigator, { standalone }), isThere);
    await page.reload();
    await person.isHome();
    const name = isThere ? "Bay 2.jpg" : "Bay 1.jpg";
    await person.addPhotos(await room(name, isThere ? 815 : 814));
    await expect(page.getByRole("link", { name: new RegExp(`^${name}`) })).toBeVisible({ timeout: 60_000 });
    const how = page.getByText("Tap Share in your browser, then Add to Home Screen.");
    await expect(how).toHaveCount(isThere ? 0 : 1);
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(page.getByText("Space used")).toBeVisible();
    await expect(how).toHaveCount(isThere ? 0 : 1);
  });

/** What Chromium does when the app could be installed; private windows, as these are, never do. */
const offer = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const event = new Event("beforeinstallprompt", { cancelable: true });
    const prompt = (): Promise<void> => {
      document.documentElement.dataset["asked"] = String(
        Number(document.documentElement.dataset["asked"] ?? 0) + 1,
      );
      return Promise.resolve();
    };
    window.dispatchEvent(Object.assign(event, { prompt }));
    if (!event.defaultPrevented) throw new Error("The browser would have asked by itself");
  });

const asked = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.documentElement.dataset["asked"] ?? 0));

const room = async (name: string, width: number) => ({
  name,
  bytes: await emptyRoom({ width, height: 600 }),
});
