import { type Request } from "@playwright/test";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { isAccessibleInBoth } from "./is-accessible.ts";
import { expect, test } from "./person.ts";

test("what cannot be done is refused by name, with what to do next, and then it works", async ({
  page,
  person,
}) => {
  await test.step("a file that is no photo is named; the good one beside it arrives", async () => {
    await person.addPhotos(
      { name: "floorplan.gif", bytes: Buffer.from("GIF89a not a photo of a house"), type: "image/gif" },
      { name: "room.jpg", bytes: await emptyRoom({ width: 1200, height: 900 }) },
    );
    await page.getByRole("button", { name: /1 photo needs you/ }).click();
    const queue = page.getByRole("dialog", { name: "On this phone" });
    await expect(queue.getByText("floorplan.gif")).toBeVisible();
    await expect(
      queue.getByText("Unsupported file format. Please upload JPEG, PNG, or WebP images."),
    ).toBeVisible();
    await queue.getByRole("button", { name: "Remove floorplan.gif from this phone" }).click();
    await expect(page.getByRole("button", { name: /needs you/ })).toHaveCount(0);
    await page.keyboard.press("Escape");
  });
  await person.openPhoto("room.jpg");

  await test.step("words that name no surface are not guessed at", async () => {
    await person.choose("Virtual renovation");
    await page.getByLabel("What should be new?").fill("make it nice");
    await person.start();
    await expect(page.getByText("We did not understand what to change.")).toBeVisible({ timeout: 60_000 });
    await page.getByRole("button", { name: "Change settings" }).click();
  });

  await test.step("plain words work", async () => {
    await page.getByLabel("What should be new?").fill("paint the walls sage green");
    await person.start();
    await person.keep();
  });

  await test.step("a removal without marks is asked for them", async () => {
    await person.choose("Remove items");
    await person.start();
    await expect(page.getByText("We need to know what to remove.")).toBeVisible();
  });
});

test("an address that leads to no photo says so, and goes on saying so while it is asked for again", async ({
  page,
  person,
}) => {
  await person.isHome();
  await page.goto(new URL("/p/01a200c4-fa06-7ff1-a11a-bf5e50d3228a", page.url()).href);
  const said = page.getByText("This photo is not here.");
  await expect(said).toBeVisible();
  const isAsking = (request: Request): boolean => request.postData()?.includes("getImage") ?? false;
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/graphql", async (route) => {
    if (isAsking(route.request())) await answered;
    return route.fallback();
  });
  const asked = page.waitForRequest(isAsking);
  // What a page hears when the phone is taken out of the pocket.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await asked;
  await expect(said).toBeVisible();
  answer();
  await page.getByRole("link", { name: "To the photos" }).click();
  await expect(page).toHaveURL(/\/$/);
});

test("a photo of the list opens though nothing more can be asked; one deleted elsewhere is said to be gone", async ({
  page,
  person,
}) => {
  const name = "attic.jpg";
  await person.addPhotos({ name, bytes: await emptyRoom({ width: 804, height: 600 }) });
  const tile = page.getByRole("link", { name });
  await expect(tile).toBeVisible({ timeout: 60_000 });
  const elsewhere = await page.context().newPage();
  await page.route("**/graphql", (route) => route.abort());
  await elsewhere.goto(person.server.origin);
  await elsewhere.getByRole("button", { name: "Select", exact: true }).click();
  await elsewhere.getByRole("checkbox", { name: new RegExp(name) }).click();
  await elsewhere.getByRole("button", { name: "Delete", exact: true }).click();
  const toast = elsewhere.locator(".toast", { hasText: "1 photo deleted" });
  await expect(toast).toBeVisible();
  const deleted = elsewhere.waitForResponse((response) =>
    (response.request().postData() ?? "").includes("deleteImage"),
  );
  await toast.getByRole("button", { name: "Close" }).click();
  await deleted;
  await elsewhere.close();

  await tile.click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  // Longer than it is asked again by itself.
  await page.waitForTimeout(6000);
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await page.unroute("**/graphql");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(page.getByText("This photo is not here.")).toBeVisible();
});

test("a photo that arrived while the list was slowly coming is in it", async ({ page, person }) => {
  await person.isHome();
  let come = (): void => undefined;
  const slow = new Promise<void>((resolve) => (come = resolve));
  const asks = (request: Request, what: string): boolean => (request.postData() ?? "").includes(what);
  const isList = (request: Request): boolean =>
    asks(request, "listImages") && !asks(request, '"updatedSince":"');
  await page.route("**/graphql", async (route) => {
    if (!isList(route.request())) return route.fallback();
    const response = await route.fetch();
    await slow;
    return route.fulfill({ response });
  });
  const asked = page.waitForRequest(isList);
  await page.reload();
  await asked;
  const sent = page.waitForResponse((response) => asks(response.request(), "completeUpload"));
  await person.addPhotos({ name: "pantry.jpg", bytes: await emptyRoom({ width: 806, height: 600 }) });
  await sent;
  // By then it has been looked at: nothing is left to tell the list of it.
  await page.waitForTimeout(6000);
  come();
  await expect(page.getByRole("link", { name: "pantry.jpg" })).toBeVisible({ timeout: 10_000 });
});

test("a photo taken without signal is kept and sent when there is one", async ({ page, person }) => {
  await page.context().setOffline(true);
  await person.addPhotos({ name: "hallway.jpg", bytes: await emptyRoom({ width: 800, height: 600 }) });
  await expect(page.getByText(/1 photo waiting for signal/)).toBeVisible();
  await page.context().setOffline(false);
  await person.openPhoto("hallway.jpg");
});

test.describe("before the app is whole on this phone", () => {
  test.use({ serviceWorkers: "block" });

  test("an app that does not come at all is said to, and comes with the signal", async ({ page, server }) => {
    const react = "**/assets/react-*.js";
    await page.route(react, (route) => route.abort());
    await page.goto(server.origin);
    await expect(page.getByText("Waiting for a signal…")).toBeVisible();
    await page.unroute(react);
    await expect(page.getByRole("button", { name: "Use the demo account" })).toBeVisible();
  });

  test("a part that did not come is asked for again, and nothing else is loaded anew", async ({
    person: { page },
  }) => {
    await page.evaluate(() => (document.documentElement.dataset["since"] = "before"));
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(page.getByText("We could not reach Reimagine.")).toBeVisible();
    await isAccessibleInBoth(page);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText("We could not reach Reimagine.")).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.dataset["since"])).toBe("before");
  });
});
