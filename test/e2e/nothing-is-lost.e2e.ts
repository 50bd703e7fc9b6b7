import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dayHouse } from "#test/pictures/scenes.ts";
import { expect, Person, test } from "./person.ts";
import { Server } from "./server.ts";

test("the server is cut off in the middle of an edit; after a restart everything is there and the edit ends", async ({
  page,
}) => {
  test.setTimeout(400_000);
  const dataDir = await mkdtemp(join(tmpdir(), "reimagine-cut-"));
  const server = new Server(4394, dataDir);
  await server.start();
  try {
    const person = new Person(page, server);
    await person.signInAsDemo();
    await person.addPhotos({ name: "kept.jpg", bytes: await dayHouse({ width: 2400, height: 1800 }) });
    await person.openPhoto("kept.jpg");
    await person.choose("Enhance");
    await person.start();
    await person.keep();
    await page.goto(server.origin);
    await person.openPhoto("kept.jpg");
    await person.choose("Day to dusk");
    await person.start();
    await expect(page.getByText(/Making the change/)).toBeVisible({ timeout: 60_000 });

    await server.kill();
    await server.start();
    await page.reload();

    await expect(
      page.getByRole("button", { name: "Keep" }).or(page.getByRole("button", { name: "Try again" })),
    ).toBeVisible({
      timeout: 300_000,
    });
    const history = page.getByRole("region", { name: "History" });
    await expect(history.getByRole("listitem")).toHaveCount(3);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
