import { type Page } from "@playwright/test";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { unzipSync } from "fflate";
import sharp from "sharp";
import { dayHouse, emptyRoom } from "#test/pictures/scenes.ts";
import { isAccessible } from "./is-accessible.ts";
import { expect, type Person, test } from "./person.ts";

const command = 'straighten, brighten a bit, 1024 wide, JPEG, and put "Smith & Co" bottom right';
const broken = "broken.jpg";

test("twelve photos and one sentence: planned, run, taken as a ZIP, undone; one photo is broken and says so", async ({
  page,
  person,
}) => {
  test.setTimeout(1_200_000);
  const photos = await elevenPhotos();
  await addTwelve(page, person, photos);
  const before = digests(await person.server.originals());

  await test.step("chosen, and said what to do", async () => {
    await chooseTwelve(page);
    await page.getByRole("button", { name: "Batch", exact: true }).click();
    await expect(page.getByText("12 photos", { exact: true })).toBeVisible();
    await page.getByLabel("What should be done?").fill(command);
    await page.keyboard.press("Enter");
  });

  await test.step("the plan says what will be done to each, and nothing has run", async () => {
    const steps = page.getByRole("list", { name: "Steps" }).getByRole("listitem");
    await expect(steps).toHaveCount(5, { timeout: 60_000 });
    await expect(steps.last()).toContainText("Write “Smith & Co” bottom right");
    await expect(page.getByText("No label needed", { exact: true })).toBeVisible();
    await expect(page.getByText("1 photo cannot be done: see why below")).toBeVisible();
    await expect(page.locator("details").first()).toContainText(/1024 × \d+ · JPEG/);
    await isAccessible(page);
  });

  await test.step("a step is taken out, and said again", async () => {
    await page.getByRole("button", { name: "Leave out: Straighten" }).click();
    await expect(page.getByRole("list", { name: "Steps" }).getByRole("listitem")).toHaveCount(4);
    await page.getByLabel("What should be done?").press("Enter");
    await expect(page.getByRole("list", { name: "Steps" }).getByRole("listitem")).toHaveCount(5);
  });

  await test.step("it runs, also while nobody looks", async () => {
    await page.getByRole("button", { name: "Run on 11 photos" }).click();
    await expect(page).toHaveURL(/\/batch\/[0-9a-f-]{36}$/, { timeout: 60_000 });
    await isAccessible(page);
    await page.reload();
    await expect(page.getByText("11 of 12 photos done")).toBeVisible({ timeout: 600_000 });
    await expect(page.getByRole("link", { name: `${broken}, Not possible` })).toBeVisible();
    const trouble = page.getByRole("region", { name: "What did not work" });
    await expect(trouble.getByText(broken)).toBeVisible();
    await expect(trouble.getByText("This file cannot be read as a photo.")).toBeVisible();
    await expect(trouble.getByText("Take the photo again or pick the original file.")).toBeVisible();
    await isAccessible(page);
  });

  await test.step("all results come as one ZIP, each as it was asked for", async () => {
    const saving = page.waitForEvent("download", { timeout: 120_000 });
    await page.getByRole("button", { name: "Download all 11 as ZIP" }).click();
    const path = await (await saving).path();
    const files = unzipped(path);
    expect(files).toHaveLength(11);
    for (const { name, width } of photos) {
      const stem = name.slice(0, name.lastIndexOf("."));
      const file = files.find((each) => each.name.startsWith(`${stem}-`));
      expect(file?.name).toMatch(/\.jpe?g$/);
      const made = await sharp(file?.bytes).metadata();
      // Nothing is enlarged, and what was turned by its camera stands upright.
      expect([made.format, made.width, made.orientation ?? 1], name).toEqual([
        "jpeg",
        Math.min(1024, width),
        1,
      ]);
    }
  });

  await test.step("activity leads back to it", async () => {
    await page.goto(`${person.server.origin}/activity`);
    await page.getByRole("link", { name: /^straighten, brighten a bit/ }).click();
    await expect(page.getByText("11 of 12 photos done")).toBeVisible();
  });

  await test.step("undone as a whole, every photo is what it was", async () => {
    await page.getByRole("button", { name: "Undo all" }).click();
    await page.getByRole("button", { name: "Undo the batch" }).click();
    await expect(page.getByText("The batch is undone. Every photo is what it was before.")).toBeVisible({
      timeout: 60_000,
    });
    expect(digests(await person.server.originals())).toEqual(before);
    await page.goto(person.server.origin);
    await page
      .getByRole("link", { name: new RegExp(`^${photos[0]?.name}`) })
      .first()
      .click();
    await expect(page.getByRole("heading", { name: "What you can do" })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText("Batch", { exact: true })).toHaveCount(0);
  });
});

test("what is unclear is asked, what is not understood is said; steps kept under a name are one tap", async ({
  page,
  person,
}) => {
  await person.addPhotos({ name: "Hall 1.jpg", bytes: await emptyRoom({ width: 700, height: 500 }) });
  await expect(page.getByRole("link", { name: /^Hall 1\.jpg/ })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page.getByRole("checkbox", { name: /Hall 1/ }).click();
  await page.getByRole("button", { name: "Batch", exact: true }).click();

  await test.step("a question is answered in place", async () => {
    await page.getByLabel("What should be done?").fill("add a pool, put text bottom right");
    await page.getByRole("button", { name: "Plan" }).click();
    await expect(page.getByRole("button", { name: "Answer the question first" })).toBeDisabled({
      timeout: 30_000,
    });
    await page.getByLabel(/What should the text say/).fill("Smith & Co");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Run on 1 photo" })).toBeEnabled({ timeout: 30_000 });
    await expect(page.getByText(/We did not understand.*pool/)).toBeVisible();
    await expect(page.getByRole("list", { name: "Steps" })).toContainText("Write “Smith & Co” bottom right");
  });

  await test.step("the steps get a name", async () => {
    await page.getByRole("button", { name: "Save as recipe" }).click();
    await page.getByLabel("Name of the recipe").fill("Our name");
    await page.getByRole("button", { name: "Save recipe" }).click();
    await expect(page.getByText("Recipe Our name saved.")).toBeVisible();
    await page.getByLabel("What should be done?").fill("");
    await page.getByRole("button", { name: "Our name", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Plan: Our name" })).toBeVisible();
    await page.getByRole("button", { name: "Delete recipe Our name" }).click();
    await expect(page.getByText("Recipe Our name deleted.")).toBeVisible();
  });

  await test.step("without a signal it is said, and the words stay, also after a reload", async () => {
    await page.getByLabel("What should be done?").fill("straighten");
    await page.context().setOffline(true);
    await expect(page.getByText("No signal: nothing can be planned or run now.")).toBeVisible();
    await page.context().setOffline(false);
    await page.reload();
    await expect(page.getByLabel("What should be done?")).toHaveValue("straighten");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Select", exact: true })).toBeVisible();
  });
});

for (const colorScheme of ["light", "dark"] as const)
  test(`a batch can be planned by everybody, ${colorScheme}`, async ({ page, person }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto(`${person.server.origin}/batch`);
    await expect(page.getByRole("heading", { name: "No photos chosen" })).toBeVisible();
    await isAccessible(page);
    await page.goto(person.server.origin);
    const name = `Axe ${colorScheme} batch.jpg`;
    await person.addPhotos({ name, bytes: await dayHouse({ width: 700, height: 500 }) });
    await expect(page.getByRole("link", { name: new RegExp(`^${name}`) })).toBeVisible({ timeout: 60_000 });
    await page.getByRole("button", { name: "Select", exact: true }).click();
    await page.getByRole("checkbox", { name: new RegExp(name) }).click();
    await page.getByRole("button", { name: "Batch", exact: true }).click();
    await expect(page.getByRole("button", { name: "Listing ready" })).toBeVisible();
    await isAccessible(page);
    await page.getByRole("button", { name: "Black and white", exact: true }).click();
    await expect(page.getByRole("button", { name: "Run on 1 photo" })).toBeEnabled({ timeout: 30_000 });
    await isAccessible(page);
  });

interface Photo {
  readonly name: string;
  readonly bytes: Buffer;
  readonly type: string;
  /** Upright, in pixels. */
  readonly width: number;
}

/** As a phone, a camera and a colleague hand them in: two HEIC, a WebP, a PNG, two turned by the camera, one of 20 MP. */
const realPhotos = [
  "living-dining-furnished-01.jpg",
  "kitchen-dated-01.heic",
  "exterior-gps-01.heic",
  "dining-area-variant-01.webp",
  "kitchen-variant-01.png",
  "phone-orientation-3-gps-01.jpg",
  "phone-orientation-8-gps-01.jpg",
  "dining-room-modern-01.jpg",
  "bedroom-furnished-02.jpg",
  "living-room-cluttered-01.jpg",
  "exterior-townhouses-01.jpg",
];

/** Real ones where they are, drawn ones elsewhere. */
async function elevenPhotos(): Promise<readonly Photo[]> {
  const folder = resolve("../shared/photos");
  const isThere = realPhotos.every((name) => existsSync(join(folder, name)));
  console.log(isThere ? `batch: real photos from ${folder}` : `batch: no photos at ${folder}, so drawn ones`);
  if (!isThere) return drawnPhotos();
  return Promise.all(
    realPhotos.map(async (file, i) => {
      const bytes = readFileSync(join(folder, file));
      const { autoOrient } = await sharp(bytes).metadata();
      const type = `image/${file.slice(file.lastIndexOf(".") + 1).replace("jpg", "jpeg")}`;
      return { name: `Room ${i + 1} ${file}`, bytes, type, width: autoOrient.width };
    }),
  );
}

const drawnPhotos = (): Promise<readonly Photo[]> =>
  Promise.all(
    Array.from({ length: 11 }, async (_, i) => {
      const size = { width: 1200 + 40 * i, height: 800 };
      const bytes = await (i % 2 === 0 ? emptyRoom(size) : dayHouse(size));
      return { name: `Room ${i + 1}.jpg`, bytes, type: "image/jpeg", width: size.width };
    }),
  );

/** Eleven photos, and a file that begins as a JPEG and is none. */
async function addTwelve(page: Page, person: Person, photos: readonly Photo[]): Promise<void> {
  const whole = await dayHouse({ width: 900, height: 700 });
  await person.addPhotos(...photos, { name: broken, bytes: whole.subarray(0, 600) });
  await expect(page.getByRole("link", { name: /^(Room|broken)/ })).toHaveCount(12, { timeout: 480_000 });
  await expect(page.getByRole("link", { name: /Getting ready|Not yet sent/ })).toHaveCount(0, {
    timeout: 480_000,
  });
}

/** Of the demo account's photos only those of this journey: others may have been here before. */
async function chooseTwelve(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Select", exact: true }).click();
  for (const box of await page.getByRole("checkbox", { name: /^Select (Room|broken)/ }).all())
    await box.click();
  await expect(page.getByText("12 selected")).toBeVisible();
}

const digests = (files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, string> =>
  new Map([...files].map(([key, bytes]) => [key, createHash("sha256").update(bytes).digest("hex")]));

/** By another program than ours. */
function unzipped(path: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const files = unzipSync(new Uint8Array(readFileSync(path)));
  return Object.entries(files).map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes) }));
}
