import { type Page } from "@playwright/test";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { hold } from "./hold.ts";
import { isAccessibleInBoth } from "./is-accessible.ts";
import { expect, type Person, test } from "./person.ts";

// What a worker answers, nobody can hold up.
test.use({ serviceWorkers: "block" });

/** An id that nothing has. */
const nothing = "01a200c4-fa06-7ff1-a11a-bf5e50d3228a";

test("a photo that waits, is being sent or was refused can be dealt with by everybody, light and dark", async ({
  page,
  person,
}) => {
  test.setTimeout(300_000);
  const room = await emptyRoom({ width: 820, height: 610 });
  await person.addPhotos({ name: "plan.gif", bytes: Buffer.from("GIF89a no photo"), type: "image/gif" });
  await test.step("refused by the phone", () => queueIsAccessible(page, /1 photo needs you/, "Not sent"));
  await page.getByRole("button", { name: /1 photo needs you/ }).click();
  await page.getByRole("button", { name: "Remove plan.gif from this phone" }).click();
  await page.keyboard.press("Escape");

  await page.context().setOffline(true);
  await person.addPhotos({ name: "Porch.jpg", bytes: room });
  await test.step("waiting", () => queueIsAccessible(page, /1 photo waiting for signal/, "Kept, will retry"));

  const send = await hold(page, storageOf(person), (request) => request.method() === "POST");
  await page.context().setOffline(false);
  await test.step("being sent", () => queueIsAccessible(page, /^Sending 1 photo/, /^Sending/));
  send();
  await expect(page.getByRole("link", { name: /^Porch\.jpg/ })).toBeVisible({ timeout: 60_000 });

  await person.addPhotos({ name: "Torn porch.jpg", bytes: room.subarray(0, 700) });
  const torn = page.getByRole("link", { name: /^Torn porch\.jpg.*Not usable/ });
  await expect(torn).toBeVisible({ timeout: 60_000 });
  await test.step("refused by the backend, among the others", () => isAccessibleInBoth(page));
  await torn.click();
  await expect(page.getByRole("heading", { name: "Torn porch.jpg" })).toBeVisible();
  await test.step("and by itself", () => isAccessibleInBoth(page));
});

test("an address that leads nowhere says so to everybody, light and dark", async ({ page, person }) => {
  test.setTimeout(300_000);
  const { origin } = person.server;
  for (const [address, says] of [
    [`/p/${nothing}`, "This photo is not here."],
    ["/p/no-photo", "This photo is not here."],
    [`/p/${nothing}/mask?do=item-removal`, "This photo is not here."],
    [`/l/${nothing}`, "This listing is not here any more."],
    [`/batch/${nothing}`, "This batch is not here any more."],
  ] as const)
    await test.step(address, async () => {
      await page.goto(`${origin}${address}`);
      await expect(page.getByText(says)).toBeVisible();
      await isAccessibleInBoth(page);
    });
  await test.step("no page of this app", async () => {
    await page.goto(`${origin}/no/such/page`);
    await person.isHome();
    await expect(page).toHaveURL(`${origin}/`);
  });

  await page.route("**/graphql", (route) => route.abort());
  for (const address of [`/p/${nothing}`, `/p/${nothing}/mask?do=item-removal`, `/batch/${nothing}`])
    await test.step(`${address}, while the backend does not answer`, async () => {
      await page.goto(`${origin}${address}`);
      await expect(page.getByText("We could not reach Reimagine.")).toBeVisible({ timeout: 60_000 });
      await isAccessibleInBoth(page);
    });
});

test("an edit that runs, failed or is gone, and two that are compared, are shown to everybody, light and dark", async ({
  page,
  person,
}) => {
  test.setTimeout(300_000);
  await person.addPhotos({ name: "Den.jpg", bytes: await emptyRoom({ width: 830, height: 620 }) });
  await person.openPhoto("Den.jpg");
  const photo = page.url();

  await person.choose("Virtual renovation");
  await page.getByLabel("What should be new?").fill("make it nice");
  await person.start();
  await expect(page.getByText("We did not understand what to change.")).toBeVisible({ timeout: 60_000 });
  await test.step("failed", () => isAccessibleInBoth(page));

  await page.goto(`${photo}?edit=${nothing}`);
  await expect(page.locator("output.photo-note")).toBeVisible();
  await test.step("gone", () => isAccessibleInBoth(page));

  await page.goto(photo);
  await person.choose("In your words");
  await test.step("in one's own words", () => isAccessibleInBoth(page));
  await page.getByRole("button", { name: "Close form" }).click();

  await person.choose("Enhance");
  await page.routeWebSocket(/\/realtime/, (socket) => void socket.close());
  let isStarted = false;
  const letGo = await hold(page, /\/graphql$/, (request) => {
    const wasStarted = isStarted;
    isStarted ||= request.postData()?.includes("requestEdit") ?? false;
    return wasStarted;
  });
  await person.start();
  await expect(page.getByRole("button", { name: "Cancel edit" })).toBeVisible();
  await test.step("running", () => isAccessibleInBoth(page));
  letGo();
  await person.keep();

  await page.goto(`${page.url()}&with=original`);
  await expect(page.getByRole("link", { name: "Stop", exact: true })).toBeVisible();
  await test.step("compared", () => isAccessibleInBoth(page));
});

test("the ways in, and what is said where there is none, are for everybody, light and dark", async ({
  page,
  person,
}) => {
  test.setTimeout(300_000);
  const { origin } = person.server;
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
  });
  await page.goto(`${origin}/capture`);
  await expect(page.getByText("Reimagine may not use the camera.")).toBeVisible();
  await test.step("a camera that is not allowed", () => isAccessibleInBoth(page));

  await page.goto(`${origin}/settings`);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByLabel("Email").fill("nobody@example.com");
  await page.getByLabel("Password", { exact: true }).fill("Not-a-password-1");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await test.step("refused", () => isAccessibleInBoth(page));
  await page.getByRole("button", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("button", { name: "Send code" })).toBeVisible();
  await test.step("a forgotten password", () => isAccessibleInBoth(page));
  await page.reload();
  await page.getByRole("tab", { name: "Create Account" }).click();
  await expect(page.getByLabel("Confirm Password")).toBeVisible();
  await test.step("a new account", () => isAccessibleInBoth(page));
  await page.getByLabel("Email").fill(`for.everybody.${Date.now()}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill("Hallway-2026");
  await page.getByLabel("Confirm Password").fill("Hallway-2026");
  await page.getByRole("button", { name: "Create Account" }).click();
  await person.mailedCode();
  await test.step("its code", () => isAccessibleInBoth(page));

  await page.route("**/amplify_outputs.json", (route) => route.abort());
  await page.evaluate(() => localStorage.clear());
  await page.goto(origin);
  await expect(page.getByRole("heading", { name: "Reimagine cannot be reached." })).toBeVisible();
  await test.step("no backend", () => isAccessibleInBoth(page));
  await page.route("**/assets/react-*.js", (route) => route.abort());
  await page.reload();
  await expect(page.getByText("Waiting for a signal…")).toBeVisible();
  await test.step("no app", () => isAccessibleInBoth(page));
});

/** The bar of what waits on this phone, and the list behind it with a photo in this state. */
async function queueIsAccessible(page: Page, bar: RegExp, state: string | RegExp): Promise<void> {
  const opener = page.getByRole("button", { name: bar });
  await expect(opener).toBeVisible();
  await isAccessibleInBoth(page);
  await opener.click();
  const sheet = page.getByRole("dialog", { name: "On this phone" });
  await expect(sheet.getByText(state).first()).toBeVisible();
  await isAccessibleInBoth(page);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
}

/** Where photos are sent to: the port beside the app's own. */
const storageOf = ({ server }: Person): RegExp =>
  new RegExp(`^http://[^/]+:${Number(new URL(server.origin).port) + 1}/`);
