import { dayHouse } from "#test/pictures/scenes.ts";
import { expect, test } from "./person.ts";

test("a photo grows from its grid into its screen and back, and not for who wants no motion", async ({
  page,
  person,
}) => {
  await person.addPhotos({ name: "growing.jpg", bytes: await dayHouse({ width: 900, height: 600 }) });
  const photo = page.getByRole("link", { name: /^growing\.jpg/ });
  await expect(photo).toBeVisible({ timeout: 60_000 });
  // How a photo grows comes after the first screen.
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes("/assets/grow-")),
  );
  await page.evaluate(() => {
    const start = document.startViewTransition.bind(document);
    document.startViewTransition = (change) => {
      const { dataset } = document.documentElement;
      dataset["grown"] = String(Number(dataset["grown"] ?? 0) + 1);
      return start(change);
    };
  });
  const whole = page.locator("html");

  await photo.click();
  await expect(page.getByRole("heading", { name: "What you can do" })).toBeVisible({ timeout: 60_000 });
  await expect(whole).toHaveAttribute("data-grown", "1");
  await page.getByRole("link", { name: "Back" }).click();
  await expect(photo).toBeVisible();
  await expect(whole).toHaveAttribute("data-grown", "2");
  // Nothing keeps the name of a thing that has grown: the next one could not.
  await expect(page.locator("[style*='view-transition-name: photo']")).toHaveCount(0);

  await page.emulateMedia({ reducedMotion: "reduce" });
  await photo.click();
  await expect(page.getByRole("heading", { name: "What you can do" })).toBeVisible();
  await expect(whole).toHaveAttribute("data-grown", "2");
});
