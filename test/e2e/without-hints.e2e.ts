import { type WebSocketRoute } from "@playwright/test";
import { dayHouse } from "#test/pictures/scenes.ts";
import { expect, test } from "./person.ts";

test("the live connection is cut while an edit finishes: its result shows, and is announced, without a reload", async ({
  page,
  person,
}) => {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/realtime/, (socket) => {
    if (isCut) return void socket.close();
    socket.connectToServer();
    open.add(socket);
  });
  await page.reload();
  await person.isHome();
  await person.addPhotos({ name: "cut-off.jpg", bytes: await dayHouse({ width: 1200, height: 800 }) });
  await person.openPhoto("cut-off.jpg");
  await expect.poll(() => open.size).toBeGreaterThan(0);
  await page.evaluate(() => (document.documentElement.dataset["begun"] = "here"));

  const cut = async (): Promise<void> => {
    isCut = true;
    for (const socket of open) await socket.close();
    open.clear();
  };
  await test.step("on its own screen", async () => {
    await person.choose("Enhance");
    await cut();
    await person.start();
    await person.keep();
  });

  await test.step("on another screen, as a message", async () => {
    await person.choose("Day to dusk");
    await person.start();
    await expect(page.getByRole("button", { name: "Cancel edit" })).toBeVisible();
    await page.getByRole("link", { name: "Back" }).click();
    await expect(page.getByText("Day to dusk of cut-off.jpg: have a look")).toBeVisible({ timeout: 120_000 });
    await page.getByRole("link", { name: "Show" }).last().click();
    await expect(page.getByRole("button", { name: "Keep" })).toBeVisible();
  });
  expect(await page.evaluate(() => document.documentElement.dataset["begun"])).toBe("here");
  expect(open.size).toBe(0);
});
