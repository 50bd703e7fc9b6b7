import { type Page } from "@playwright/test";
import { keyOfScreen } from "#src/boot/kept-screen.ts";
import { dayHouse, emptyRoom } from "#test/pictures/scenes.ts";
import { hold } from "./hold.ts";
import { expect, Person, test } from "./person.ts";
import { type Server } from "./server.ts";

// What a worker answers, nobody can hold up.
test.use({ serviceWorkers: "block" });

const markup = `<img src="/x" onerror="document.title='run'"> & Son`;

for (const late of ["listImages", "listListings"])
  test(`on an empty home nothing moves under the thumb, ${late} answered last: its parts are shown together`, ({
    page,
    server,
  }) => isShownTogether(page, server, late));

async function isShownTogether(page: Page, server: Server, late: string): Promise<void> {
  await page.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes(late)) await page.waitForTimeout(700);
    return route.fallback();
  });
  // The others share an account, and fill its home.
  const person = new Person(page, server);
  await page.goto(server.origin);
  await person.signUp(`nothing.yet.${Date.now()}@example.com`, "Hallway-2026");
  await person.isHome();
  const firstPhoto = /\/assets\/first-photo-/;
  const letCome = await hold(page, firstPhoto);
  const asked = page.waitForRequest(firstPhoto);
  await page.reload();
  await asked;
  const newListing = page.getByRole("button", { name: "New listing" });
  await expect(newListing).toBeHidden();
  letCome();
  await expect(page.getByRole("heading", { name: "Start with one photo" })).toBeVisible();
  await expect(newListing).toBeVisible();
  expect(await shiftOf(page)).toBeLessThanOrEqual(0.05);

  await page.unroute(firstPhoto);
  await page.route(firstPhoto, (route) => route.abort());
  await page.reload();
  await expect(newListing).toBeVisible();
}

test("the next start shows what was seen last before the app has come, and the app takes over in place", async ({
  page,
  person,
}) => {
  await page.getByRole("button", { name: "New listing" }).click();
  await page.getByLabel("Address or name").fill(markup);
  await page.getByRole("button", { name: "Create listing" }).click();
  await person.addPhotos(
    { name: "Loft 1.jpg", bytes: await emptyRoom({ width: 900, height: 600 }) },
    { name: "Loft 2.jpg", bytes: await dayHouse({ width: 900, height: 600 }) },
  );
  await expect(page.locator(".tile img")).toHaveCount(2, { timeout: 60_000 });
  await expect(page.locator(".tile-working")).toHaveCount(0, { timeout: 60_000 });
  await isKept(page, "Select");

  const letCome = await hold(page, app);
  await page.reload({ waitUntil: "commit" });
  const kept = page.locator(".kept-screen");

  await test.step("eyes see the name, the photos and the buttons; the name is a text", async () => {
    await expect(kept.locator("h1")).toHaveText(markup);
    await expect(kept.locator(".tile")).toHaveCount(2);
    await expect.poll(() => kept.locator(".tile img").evaluateAll(areShown)).toBe(true);
    await expect(kept.locator("h1 img")).toHaveCount(0);
    await expect(page).toHaveTitle("Reimagine");
  });

  await test.step("a screen reader hears of it once, from the app; no finger can press it", async () => {
    await expect(page.getByRole("heading")).toHaveCount(0);
    await expect(page.getByRole("button")).toHaveCount(0);
    await expect(page.locator("#root")).toHaveAttribute("aria-busy", "true");
  });

  const before = await placesOf(page, ".kept-screen");
  letCome();
  await test.step("the app is where its picture was, and nothing has moved", async () => {
    await expect(kept).toHaveCount(0);
    await expect(page.getByRole("heading", { name: markup })).toBeVisible();
    await expect(page.locator("#root")).not.toHaveAttribute("aria-busy");
    expect(await placesOf(page, "#root")).toEqual(before);
    expect(await shiftOf(page)).toBeLessThanOrEqual(0.05);
  });

  await test.step("signed out, the phone shows nobody what was there", async () => {
    const listing = page.url();
    await page.goto(`${person.server.origin}/settings`);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByRole("button", { name: "Use the demo account" })).toBeVisible();
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).join())).not.toContain("screen");
    await page.goto(listing);
    await expect(page.getByRole("button", { name: "Use the demo account" })).toBeVisible();
    await expect(page.getByText("& Son")).toHaveCount(0);
  });
});

test("the largest picture is kept with its screen: the next start shows it before any picture can come", async ({
  page,
  person,
}) => {
  await person.addPhotos({ name: "Studio.jpg", bytes: await emptyRoom({ width: 930, height: 620 }) });
  await expect(page.getByRole("link", { name: /Studio\.jpg/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.locator(".tile-working")).toHaveCount(0, { timeout: 60_000 });
  await expect.poll(() => page.locator(".tile img").evaluateAll(areShown)).toBe(true);
  await isKept(page, "data:image/webp;base64,");

  const letPicturesCome = await hold(page, /\/thumbs\//);
  const letAppCome = await hold(page, app);
  await page.reload({ waitUntil: "commit" });
  const kept = page.locator(".kept-screen");
  await expect
    .poll(() => kept.locator("img[fetchpriority=high]").evaluateAll(areShown), { timeout: 15_000 })
    .toBe(true);
  await expect(kept.locator("img[fetchpriority=high]")).toHaveCount(1);
  letPicturesCome();
  letAppCome();
  await expect(kept).toHaveCount(0);
  expect(await shiftOf(page)).toBeLessThanOrEqual(0.05);
});

test("what is deleted is not shown by any screen's next start", async ({ page, person }) => {
  const attic = await emptyRoom({ width: 910, height: 600 });
  // A photo that is refused has no picture that could still come.
  await person.addPhotos(
    { name: "Torn.jpg", bytes: attic.subarray(0, 700) },
    { name: "Attic.jpg", bytes: attic },
  );
  await expect(page.getByRole("link", { name: /Attic\.jpg/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.locator(".tile-refused")).not.toHaveCount(0, { timeout: 60_000 });
  await expect(page.locator(".tile-working")).toHaveCount(0, { timeout: 60_000 });
  await isKept(page, "All photos");
  await person.openPhoto("Attic.jpg");
  await isKept(page, "Attic.jpg");
  await page.getByRole("button", { name: "More about this photo" }).click();
  await page.getByRole("button", { name: /^Delete/ }).click();
  await expect(page.getByRole("link", { name: /Attic\.jpg/ })).toHaveCount(0);
  await expect.poll(() => keptTexts(page), { timeout: 30_000 }).not.toContain("Attic.jpg");
});

/** What is on the screen is kept for its next start, with this word on it. */
async function isKept(page: Page, word: string): Promise<void> {
  await expect
    .poll(() => page.evaluate((key) => localStorage.getItem(key), keyOfScreen(new URL(page.url())) ?? ""))
    .toContain(word);
}

const keptTexts = (page: Page): Promise<string> =>
  page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith("reimagine.screen"))
      .map((key) => localStorage.getItem(key))
      .join(),
  );

/** The app's scripts. */
const app = /\/assets\/(base|react)-/;

const areShown = (images: readonly Element[]): boolean =>
  images.length > 0 && images.every((image) => image instanceof HTMLImageElement && image.naturalWidth > 0);

/**
 * Where the heading, the photos and the buttons of the thumb are. Found and measured in one go: between the two, one may be
 * drawn anew, and what is no longer in the page is nowhere.
 */
const placesOf = (page: Page, within: string): Promise<readonly string[]> =>
  page.evaluate(
    (places) =>
      [...document.querySelectorAll(places)]
        .map((element) => element.getBoundingClientRect())
        .filter(({ width }) => width > 0)
        .map(({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ")),
    `${within} :is(h1, .tile, .capture-bar > *, .shots-row .chip)`,
  );

/** All layout shifts since the page began. */
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const sum = (list: PerformanceObserverEntryList): void =>
          resolve(list.getEntries().reduce((all, entry) => all + Number(Reflect.get(entry, "value")), 0));
        new PerformanceObserver(sum).observe({ type: "layout-shift", buffered: true });
        // Without any shift nothing is observed.
        setTimeout(() => resolve(0), 500);
      }),
  );
