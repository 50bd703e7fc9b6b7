import { createHash } from "node:crypto";
import { type Page } from "@playwright/test";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { expect, type Person, test } from "./person.ts";

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Small photos that differ in every pixel's grain. */
const drawPhotos = (count: number, widthPx: number): Promise<Buffer[]> =>
  Promise.all(
    Array.from({ length: count }, (_, n) => emptyRoom({ width: widthPx + 2 * n, height: widthPx - 80 })),
  );

test("twenty photos taken offline, the tab killed, the app started again: all arrive byte for byte, once, without a tap", async ({
  page,
  person,
  context,
}) => {
  const before = await person.server.originals();
  const photos = await drawPhotos(20, 320);
  await workerIsThere(page);
  await context.setOffline(true);
  await person.addPhotos(...photos.map((bytes, n) => ({ name: `showing-${n + 1}.jpg`, bytes })));
  await expect(page.getByText("20 photos waiting for signal")).toBeVisible();

  await test.step("the tab dies", async () => {
    const gone = page.waitForEvent("crash");
    const session = await context.newCDPSession(page);
    // A page that dies answers nothing.
    session.send("Page.crash").catch(() => undefined);
    await gone;
    await page.close();
  });

  const next = await context.newPage();
  await next.goto(person.server.origin);
  await expect(next.getByText("20 photos waiting for signal")).toBeVisible();
  await context.setOffline(false);

  await expect(next.getByText(/photos? (left|waiting)|Sending/)).toHaveCount(0, { timeout: 90_000 });
  await expect
    .poll(() => arrived(person, before), { timeout: 60_000 })
    .toEqual(photos.map(sha256).toSorted());
});

test("photos shared into the app without a signal are kept, and sent when there is one", async ({
  page,
  person,
  context,
}) => {
  const before = await person.server.originals();
  const photos = await drawPhotos(2, 480);
  await workerIsThere(page);
  await context.setOffline(true);
  await share(page, photos);
  await expect(page.getByText("2 photos added")).toBeVisible();
  await expect(page.getByText("2 photos waiting for signal")).toBeVisible();
  await context.setOffline(false);
  await expect
    .poll(() => arrived(person, before), { timeout: 60_000 })
    .toEqual(photos.map(sha256).toSorted());
});

/** The hashes of what lies in S3 and did not before, each as often as it is there. */
async function arrived(person: Person, before: ReadonlyMap<string, Buffer>): Promise<readonly string[]> {
  const now = await person.server.originals();
  return [...now]
    .filter(([key]) => !before.has(key))
    .map(([, bytes]) => sha256(bytes))
    .toSorted();
}

/** From then on the app starts without a network. */
async function workerIsThere(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");
  await expect(page.getByRole("link", { name: "Take photo" })).toBeVisible();
}

/** Posts photos as the system does when somebody shares them into the app. */
async function share(page: Page, photos: readonly Buffer[]): Promise<void> {
  await page.evaluate(
    (encoded) => {
      const files = new DataTransfer();
      for (const [n, text] of encoded.entries()) {
        const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
        files.items.add(new File([bytes], `shared-${n}.jpg`, { type: "image/jpeg" }));
      }
      const form = document.createElement("form");
      form.method = "post";
      form.action = "/share-target";
      form.enctype = "multipart/form-data";
      const input = document.createElement("input");
      input.type = "file";
      input.name = "photos";
      input.multiple = true;
      input.files = files.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    photos.map((bytes) => bytes.toString("base64")),
  );
}
