import { type Page } from "@playwright/test";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { isAccessibleInBoth } from "./is-accessible.ts";
import { expect, Person, test } from "./person.ts";

const first = "Hallway-2026";
const second = "Doorstep-2026";

test("a forgotten password is reset; signed out everywhere, another phone asks again and keeps what was on its screen", async ({
  page,
  browser,
  server,
}) => {
  const email = `agent.${Date.now()}@example.com`;
  await page.goto(server.origin);

  const person = new Person(page, server);
  await person.signUp(email, first);
  await person.isHome();

  await test.step("signs out, and a wrong password is refused in words", async () => {
    await page.goto(`${server.origin}/settings`);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await signIn(page, email, "Not-my-password-1");
    await expect(page.getByRole("alert")).toContainText("Incorrect username or password");
  });

  await test.step("resets the password by the code that was mailed, and is in", async () => {
    await page.getByRole("button", { name: "Forgot your password?" }).click();
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Send code" }).click();
    await page
      .getByLabel("Code *")
      .or(page.getByLabel("Code", { exact: true }))
      .fill(await person.mailedCode());
    await page.getByLabel("New Password").fill(second);
    await page.getByLabel("Confirm Password").fill(second);
    await page.getByRole("button", { name: "Submit" }).click();
    await signIn(page, email, second);
    await person.isHome();
  });

  const other = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const phone = await other.newPage();
  await test.step("another phone is signed in, with a form half filled in", async () => {
    await phone.goto(server.origin);
    await signIn(phone, email, second);
    const there = new Person(phone, server);
    await there.isHome();
    await there.addPhotos({ name: "room.jpg", bytes: await emptyRoom({ width: 800, height: 600 }) });
    await there.openPhoto("room.jpg");
    await there.choose("Virtual renovation");
    await phone.getByLabel("What should be new?").fill("paint the walls sage green");
  });

  await test.step("the first phone signs out everywhere", async () => {
    await page.goto(`${server.origin}/settings`);
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page.getByRole("button", { name: "Use the demo account" })).toBeVisible();
  });

  await test.step("two hours later the other one asks again, over the form, which is as it was", async () => {
    await phone.clock.install({ time: Date.now() + 2 * 3_600_000 });
    await phone.getByRole("button", { name: "Start" }).click();
    const ask = phone.getByRole("dialog", { name: "Please sign in again" });
    await expect(ask).toBeVisible();
    await isAccessibleInBoth(phone);
    await signIn(phone, email, second);
    await expect(ask).toBeHidden();
    await expect(phone.getByLabel("What should be new?")).toHaveValue("paint the walls sage green");
    await phone.getByRole("button", { name: "Start" }).click();
    await expect(phone.getByRole("button", { name: "Keep" })).toBeVisible({ timeout: 120_000 });
  });
  await other.close();
});

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
