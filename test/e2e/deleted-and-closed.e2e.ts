import { type Page } from "@playwright/test";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { expect, test } from "./person.ts";

test("what is deleted stays deleted when the app is closed at once, and can be undone until its time has come", async ({
  page,
  person,
}) => {
  const context = page.context();
  const start = async () => {
    const next = await context.newPage();
    await next.goto(person.server.origin);
    return next;
  };
  await person.addPhotos(
    { name: "Gone 1.jpg", bytes: await emptyRoom({ width: 700, height: 500 }) },
    { name: "Gone 2.jpg", bytes: await emptyRoom({ width: 701, height: 500 }) },
    { name: "Stays.jpg", bytes: await emptyRoom({ width: 702, height: 500 }) },
  );
  for (const name of ["Gone 1.jpg", "Gone 2.jpg", "Stays.jpg"])
    await expect(page.getByRole("link", { name })).toBeVisible({ timeout: 60_000 });

  const select = async (on: typeof page, name: string): Promise<void> => {
    await on.getByRole("button", { name: "Select", exact: true }).click();
    await on.getByRole("checkbox", { name: new RegExp(name) }).click();
    await on.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(on.getByRole("link", { name })).toHaveCount(0);
  };
  const undoOf = (on: typeof page) =>
    on.locator(".toast", { hasText: "1 photo deleted" }).getByRole("button", { name: "Undo" });

  await test.step("closed while its Undo still shows, it is gone at the next start", async () => {
    await select(page, "Gone 1.jpg");
    await expect(undoOf(page)).toBeVisible();
    await page.close();
    const next = await start();
    await expect(next.getByRole("link", { name: "Stays.jpg" })).toBeVisible();
    await expect(next.getByRole("link", { name: "Gone 1.jpg" })).toHaveCount(0);
    await expect.poll(() => deletionsKept(next), { timeout: 30_000 }).toBe(0);
    await next.reload();
    await expect(next.getByRole("link", { name: "Stays.jpg" })).toBeVisible();
    await expect(next.getByRole("link", { name: "Gone 1.jpg" })).toHaveCount(0);
    await next.close();
  });

  await test.step("without a signal it waits, and is carried out when the signal is back", async () => {
    const next = await start();
    await expect(next.getByRole("link", { name: "Gone 2.jpg" })).toBeVisible();
    // The start asks for its lists anew first.
    await next.waitForLoadState("networkidle");
    await context.setOffline(true);
    await select(next, "Gone 2.jpg");
    await next.locator(".toast").getByRole("button", { name: "Close" }).first().click();
    expect(await deletionsKept(next)).toBe(1);
    await expect(next.getByRole("link", { name: "Gone 2.jpg" })).toHaveCount(0);
    await context.setOffline(false);
    await expect.poll(() => deletionsKept(next), { timeout: 30_000 }).toBe(0);
    await next.reload();
    await expect(next.getByRole("link", { name: "Stays.jpg" })).toBeVisible();
    await expect(next.getByRole("link", { name: "Gone 2.jpg" })).toHaveCount(0);
    await next.close();
  });

  await test.step("undone, it stays, whatever comes after", async () => {
    const next = await start();
    await select(next, "Stays.jpg");
    await undoOf(next).click();
    await expect(next.getByRole("link", { name: "Stays.jpg" })).toBeVisible();
    expect(await deletionsKept(next)).toBe(0);
    await next.reload();
    await expect(next.getByRole("link", { name: "Stays.jpg" })).toBeVisible();
  });
});

/** How many deletions this phone still keeps to be carried out. */
const deletionsKept = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("reimagine");
        opening.addEventListener("error", () => reject(opening.error));
        opening.addEventListener("success", () => {
          const keys = opening.result.transaction("values").objectStore("values").getAllKeys();
          keys.addEventListener("success", () => {
            opening.result.close();
            resolve(keys.result.filter((key) => String(key).startsWith("deletion/")).length);
          });
        });
      }),
  );
