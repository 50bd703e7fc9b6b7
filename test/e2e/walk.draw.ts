import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, type Page } from "@playwright/test";
import sharp from "sharp";
import { dayHouse, emptyRoom, roomWithCrate } from "#test/pictures/scenes.ts";
import { expect, type Person, test } from "./person.ts";

/**
 * Not a journey: `DRAW_SCREENSHOTS=1 SCREENS=<folder> npx playwright test walk` draws every screen and dialog on a phone
 * and on a desk, light and dark, to be looked at. SCREENS_ONLY=<regular expression> draws some of them.
 */
const folder = process.env["SCREENS"] ?? "test-results/screens";
const only = new RegExp(process.env["SCREENS_ONLY"] ?? "");
const views = [
  { name: "phone-light", width: 390, height: 844, density: 2, scheme: "light" },
  { name: "phone-dark", width: 390, height: 844, density: 2, scheme: "dark" },
  { name: "desk-light", width: 1280, height: 800, density: 1, scheme: "light" },
  { name: "desk-dark", width: 1280, height: 800, density: 1, scheme: "dark" },
] as const;

interface Places {
  readonly origin: string;
  readonly listing: string;
  readonly house: string;
  readonly room: string;
  readonly furnished: string;
  readonly dusk: string;
  readonly waiting: string;
}

test("every screen", async ({ browser, person, page }) => {
  test.setTimeout(1_800_000);
  const places = await prepare(person);
  const signedIn = await page.context().storageState();
  await mkdir(folder, { recursive: true });
  for (const view of views) {
    for (const [name, open] of Object.entries(screens(places))) {
      const file = `${name}.${view.name}`;
      if (!only.test(file)) continue;
      const shown = await newPage(browser, view, name === "sign-in" ? undefined : signedIn);
      try {
        await open(shown);
        await shown.waitForTimeout(700);
      } catch (error) {
        console.log(`${file}: ${String(error).split("\n")[0]}`);
      }
      await shown.screenshot({ path: join(folder, `${file}.png`) });
      await shown.context().close();
    }
  }
});

async function newPage(
  browser: Browser,
  { width, height, density, scheme }: (typeof views)[number],
  signedIn: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>> | undefined,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: density,
    hasTouch: width < 700,
    isMobile: width < 700,
    colorScheme: scheme,
    reducedMotion: "reduce",
    ...(signedIn === undefined ? {} : { storageState: signedIn }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

/** What there is to see: each opens a screen or a dialog on a new page. */
function screens({ origin, listing, house, room, furnished, dusk, waiting }: Places) {
  const at =
    (path: string, ...steps: readonly ((page: Page) => Promise<unknown>)[]) =>
    async (page: Page): Promise<void> => {
      await page.goto(`${origin}${path}`);
      await page.locator("main h1, main h2, .mask-head h1, .photo-lost").first().waitFor();
      for (const step of steps) await step(page);
    };
  return {
    "sign-in": async (page: Page) => {
      await page.goto(`${origin}/sign-in`);
      await page.getByLabel("Email").first().waitFor();
    },
    home: at("/"),
    "home-selecting": at("/", tap("Select"), (page) => page.getByRole("checkbox").first().click()),
    "new-listing": at("/", tap("New listing")),
    listing: at(listing),
    "listing-menu": at(listing, tap("Rename, rooms, delete")),
    "listing-delete": at(listing, tap("Rename, rooms, delete"), tap("Delete listing")),
    "listing-selecting": at(listing, ...chosen),
    "listing-more": at(listing, ...chosen, tap("More")),
    "listing-move": at(listing, ...chosen, tap("Move")),
    "listing-room": at(listing, ...chosen, tap("More"), tap("Say which room it is")),
    "listing-rename-photo": at(listing, ...chosen, tap("More"), tap(/^Rename$/)),
    capture: at("/capture"),
    photo: at(house),
    "photo-menu": at(house, tap("More about this photo")),
    "form-dusk": at(`${house}?do=day-to-dusk`),
    "form-dusk-windows": at(`${house}?do=day-to-dusk`, press(/^Photo: tap a window/, 0.4, 0.5)),
    "form-enhance": at(`${house}?do=enhance`),
    "form-staging": at(`${room}?do=virtual-staging`),
    "form-staging-end": at(`${room}?do=virtual-staging`, toTheEnd),
    "form-staging-corners": at(`${room}?do=virtual-staging`, tap("Mark the floor yourself")),
    "form-removal": at(`${furnished}?do=item-removal`),
    "form-renovation": at(`${room}?do=virtual-renovation`),
    "form-renovation-surface": at(`${room}?do=virtual-renovation`, press(/^Photo: tap a surface/, 0.5, 0.9)),
    "form-renovation-end": at(`${room}?do=virtual-renovation`, toTheEnd),
    "form-free": at(`${room}?do=free-edit`),
    mask: at(`${furnished}/mask?do=item-removal`),
    "mask-box": at(`${furnished}/mask?do=item-removal`, tap("Box")),
    "mask-select": at(`${furnished}/mask?do=item-removal&tool=select`),
    "mask-erase": at(`${furnished}/mask?do=item-removal`, tap("Erase")),
    "mask-lost": at("/p/01890000-0000-7000-8000-000000000000/mask?do=item-removal"),
    "photo-lost": at("/p/01890000-0000-7000-8000-000000000000"),
    kept: at(dusk),
    "kept-download": at(dusk, tap(/^Download/)),
    "kept-end": at(dusk, toTheEnd),
    "kept-history-menu": at(dusk, tap("More about Day to dusk")),
    "kept-compare-two": at(dusk, tap("Compare two")),
    "kept-original": at(dusk, tap("Original")),
    decide: at(waiting),
    activity: at("/activity"),
    settings: at("/settings"),
    "settings-end": at("/settings", (page) => page.locator(".plan-left li").first().waitFor(), toTheEnd),
    "settings-delete": at("/settings", tap("Delete my data")),
    batch: at("/batch"),
    "batch-command": at(listing, ...chosen, tap("Batch")),
    "batch-plan": at(listing, ...chosen, tap("Batch"), planned),
    "batch-running": at(listing, ...allChosen, tap("Batch"), planned, tap(/^Run on/), running),
    "batch-done": at(listing, ...chosen, tap("Batch"), planned, tap(/^Run on/), running, ended),
    "batch-undo": at(
      listing,
      ...chosen,
      tap("Batch"),
      planned,
      tap(/^Run on/),
      running,
      ended,
      tap("Undo all"),
    ),
    "queue-offline": at("/", addOffline),
    "queue-sheet": at("/", addOffline, tap(/waiting for signal/)),
    "install-hint": at("/", addOffline, offerToInstall),
    "keyboard-help": at("/", keys),
  };
}

const tap =
  (name: string | RegExp) =>
  (page: Page): Promise<void> =>
    page
      .getByRole("button", { name, exact: typeof name === "string" })
      .first()
      .click();

/** Taps that far across and down a picture. */
const press =
  (name: RegExp, right: number, down: number) =>
  async (page: Page): Promise<void> => {
    const picture = page.getByRole("button", { name });
    const box = await picture.boundingBox();
    if (box) await picture.click({ position: { x: box.width * right, y: box.height * down } });
  };

/** The list of keys comes after the first screen: until then nobody hears of the key. */
const keys = (page: Page): Promise<void> =>
  expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 500 });
  }).toPass();

/** What Chromium says of itself in a window that is not private. */
const offerToInstall = (page: Page): Promise<boolean> =>
  page.evaluate(() =>
    window.dispatchEvent(Object.assign(new Event("beforeinstallprompt"), { prompt: () => undefined })),
  );

const chosen = [tap("Select"), (page: Page) => page.getByRole("checkbox").first().click()];

const allChosen = [tap("Select"), tap("Select all")];
const running = (page: Page): Promise<void> => page.waitForURL(/\/batch\/.+/);
const ended = (page: Page): Promise<void> => page.locator(".batch-summary").waitFor();

async function planned(page: Page): Promise<void> {
  await page.getByRole("textbox").fill("brighten, then 1600 wide as JPEG");
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  await page.locator(".batch-photos").first().waitFor();
}

async function addOffline(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.locator(".tile img").first().waitFor();
  await page.waitForTimeout(1500);
  await page.context().setOffline(true);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add photos" }).first().click();
  const bytes = await emptyRoom({ width: 800, height: 600 });
  await (await chooser).setFiles([{ name: "Hall.jpg", mimeType: "image/jpeg", buffer: bytes }]);
  await page.getByText(/waiting for signal/).waitFor();
}

const toTheEnd = (page: Page): Promise<void> =>
  page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));

/** A listing with four photos, an edit kept and one to be decided on. */
async function prepare(person: Person): Promise<Places> {
  const { page, server } = person;
  await page.getByRole("button", { name: "New listing" }).click();
  await page.getByLabel("Address or name").fill("12 Oak Lane");
  await page.getByRole("button", { name: "Create listing" }).click();
  await page.waitForURL(/\/l\//);
  const pathOf = (): string => new URL(page.url()).pathname + new URL(page.url()).search;
  const listing = pathOf();
  const size = { width: 1600, height: 1200 };
  await person.addPhotos(
    { name: "Front.jpg", bytes: await photo("exterior-house-clouds-01.jpg", () => dayHouse(size)) },
    { name: "Living room.jpg", bytes: await photo("office-empty-01.jpg", () => emptyRoom(size)) },
    { name: "Bedroom.jpg", bytes: await photo("bedroom-furnished-01.jpg", () => roomWithCrate(size)) },
    { name: "Kitchen.jpg", bytes: await photo("kitchen-small-cluttered-01.jpg", () => emptyRoom(size)) },
  );
  await expect(page.locator("[data-image]")).toHaveCount(4, { timeout: 120_000 });
  await expect(page.locator(".tile-working")).toHaveCount(0, { timeout: 240_000 });
  const addressOf = async (name: string): Promise<string> =>
    (await page.getByRole("link", { name: new RegExp(name) }).getAttribute("href")) ?? "";
  const [house, room, furnished] = [
    await addressOf("Front"),
    await addressOf("Living room"),
    await addressOf("Bedroom"),
  ];
  await page.goto(`${server.origin}${house}?do=day-to-dusk`);
  await person.start();
  await person.keep();
  const dusk = pathOf();
  await page.goto(`${server.origin}${room}?do=virtual-staging`);
  await person.start();
  await page.getByRole("button", { name: "Keep" }).waitFor({ timeout: 240_000 });
  return { origin: server.origin, listing, house, room, furnished, dusk, waiting: pathOf() };
}

/** A real photo where this machine has it, a drawn one elsewhere. */
async function photo(name: string, draw: () => Promise<Buffer>): Promise<Buffer> {
  const real = join("../shared/photos", name);
  const bytes = existsSync(real) ? await readFile(real) : await draw();
  return sharp(bytes).resize({ width: 1600, withoutEnlargement: true }).jpeg({ quality: 88 }).toBuffer();
}
