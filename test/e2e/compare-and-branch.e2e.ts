import { type Page } from "@playwright/test";
import { dayHouse } from "#test/pictures/scenes.ts";
import { expect, test } from "./person.ts";

test("two branches from one photo: compared with each other, swept through, worked on from, one deleted and taken back", async ({
  page,
  person,
}) => {
  await person.addPhotos({ name: "branch.jpg", bytes: await dayHouse({ width: 900, height: 600 }) });
  await person.openPhoto("branch.jpg");
  await person.choose("Enhance");
  await person.start();
  await person.keep();
  await page
    .getByRole("navigation", { name: "Versions" })
    .getByRole("link", { name: /Original/ })
    .click();
  await person.choose("Enhance");
  await person.start();
  await person.keep();
  const history = page.getByRole("region", { name: "History" });

  await test.step("any two side by side", async () => {
    await page.getByRole("button", { name: "Compare two" }).click();
    const sheet = page.getByRole("dialog", { name: "Compare two" });
    await sheet
      .getByRole("group", { name: "Left" })
      .getByRole("radio", { name: "Enhance 1" })
      .check({ force: true });
    await sheet
      .getByRole("group", { name: "Right" })
      .getByRole("radio", { name: "Enhance 2" })
      .check({ force: true });
    await sheet.getByRole("button", { name: "Compare", exact: true }).click();
    await expect(page.getByText("Enhance 1 beside Enhance 2")).toBeVisible();
    await page.getByRole("link", { name: "Stop" }).click();
    await expect(page.getByText("Enhance 1 beside Enhance 2")).toHaveCount(0);
  });

  await test.step("the original is a tap away, and a held key", async () => {
    const original = page.getByRole("button", { name: "Original", exact: true });
    await original.click();
    await expect(original).toHaveAttribute("aria-pressed", "true");
    await original.click();
    await expect(original).toHaveAttribute("aria-pressed", "false");
  });

  await test.step("flicks and arrow keys go through the versions", async () => {
    const here = () => new URL(page.url()).searchParams.get("edit");
    const last = here();
    await flick(page, 1);
    await expect.poll(here).not.toBe(last);
    await flick(page, -1);
    await expect.poll(here).toBe(last);
    await page.locator("body").press("ArrowLeft");
    await expect.poll(here).not.toBe(last);
  });

  await test.step("a version is deleted from its menu, and taken back", async () => {
    await expect(history.getByRole("listitem")).toHaveCount(3);
    await history.getByRole("button", { name: "More about Enhance" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete edit" }).click();
    await expect(history.getByRole("listitem")).toHaveCount(2);
    await page.locator(".toast", { hasText: "deleted" }).getByRole("button", { name: "Undo" }).click();
    await expect(history.getByRole("listitem")).toHaveCount(3);
  });

  await test.step("a question mark explains the keys", async () => {
    await page.locator("body").press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  });
});

/** A quick finger over the picture, away from the line in its middle. */
async function flick(page: Page, by: -1 | 1): Promise<void> {
  const box = await page.locator(".compare").boundingBox();
  if (box === null) throw new Error("there is no comparison on the screen");
  const touch = await page.context().newCDPSession(page);
  const y = box.y + box.height * 0.7;
  const x = box.x + box.width * (by > 0 ? 0.1 : 0.9);
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  for (const step of [40, 80])
    await touch.send("Input.dispatchTouchEvent", {
      type: "touchMove",
      touchPoints: [{ x: x + by * step, y }],
    });
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
