import sharp from "sharp";
import { dayHouse } from "#test/pictures/scenes.ts";
import { expect, Person, test } from "./person.ts";

const size = { width: 1200, height: 800 };

test("someone new signs up, makes a dusk picture of a house, downloads it and deletes it", async ({
  page,
  server,
}) => {
  const person = new Person(page, server);
  await page.goto(`${server.origin}/activity`);
  await person.signUp(`agent.${Date.now()}@example.com`, "Hallway-2026");

  await test.step("and is back where they wanted to be", async () => {
    await expect(page.getByRole("heading", { name: "Activity" })).toBeVisible();
    await page.goto(server.origin);
  });

  await person.isHome();
  await person.addPhotos({ name: "house.jpg", bytes: await dayHouse(size) });
  await person.openPhoto("house.jpg");

  await test.step("sees why dusk is suggested; a tap fills the form", async () => {
    await page.getByRole("button", { name: /Day to dusk.*Daytime exterior/s }).click();
    await expect(page.getByRole("radio", { name: "Moderate" })).toBeChecked();
  });
  await person.start();

  await test.step("watches it work and compares", async () => {
    await expect(page.getByRole("button", { name: "Cancel edit" })).toBeVisible();
    await expect(page.getByRole("slider", { name: "Compare before and after" })).toBeVisible({
      timeout: 120_000,
    });
    await expect(page.getByText(/House unchanged [01]\.\d\d/)).toBeVisible();
  });
  await person.keep();

  const jpeg = await person.download("JPEG");
  expect(await sharp(jpeg).metadata()).toMatchObject({ format: "jpeg", ...size });
  await page.keyboard.press("Escape");

  await test.step("deletes it, takes that back, deletes it for good", async () => {
    await page.getByRole("button", { name: "Delete edit" }).click();
    await page.locator(".toast", { hasText: "deleted" }).getByRole("button", { name: "Undo" }).click();
    await page
      .getByRole("region", { name: "History" })
      .getByRole("link", { name: /Day to dusk/ })
      .click();
    // It is asked for when the chance to undo it has gone.
    const deletion = page.waitForResponse((answer) =>
      Boolean(answer.request().postData()?.includes("deleteEdit")),
    );
    await page.getByRole("button", { name: "Delete edit" }).click();
    await expect(page.getByText("Day to dusk deleted.")).toBeVisible();
    await expect(page.getByText("Day to dusk deleted.")).toBeHidden();
    await deletion;
  });
  await page.reload();
  await expect(page.getByRole("heading", { name: "What you can do" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "History" })).toHaveCount(0);
});
