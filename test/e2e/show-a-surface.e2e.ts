import sharp from "sharp";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { expect, test } from "./person.ts";

const size = { width: 900, height: 600 };

test("a surface tapped on the photo is renovated, and nothing else", async ({ page, person }) => {
  const photo = await emptyRoom(size);
  await person.addPhotos({ name: "surface.jpg", bytes: photo });
  await person.openPhoto("surface.jpg");
  await person.choose("Virtual renovation");
  await page.getByLabel("What should be new?").fill("paint the walls navy blue");

  const picture = page.getByRole("button", { name: /^Photo: tap a surface/ });
  const box = await picture.boundingBox();
  if (box === null) throw new Error("the photo to tap is not on the screen");
  // The layer lies on the picture, and not on the frame around it.
  expect(box.width / box.height).toBeCloseTo(size.width / size.height, 1);
  const tap = (right: number, down: number) =>
    picture.tap({ position: { x: box.width * right, y: box.height * down } });
  await test.step("a tap chooses it, a tap on its dot leaves it again", async () => {
    await tap(0.5, 0.3);
    await expect(page.getByText("1 surface chosen")).toBeVisible();
    await tap(0.5, 0.3);
    await expect(page.getByText("1 surface chosen")).toBeHidden();
  });
  await test.step("a choice is still there after a reload, though the database was too busy to write it", async () => {
    await page.evaluate(keepDatabaseBusy);
    await tap(0.5, 0.92);
    await expect(page.getByText("1 surface chosen")).toBeVisible();
    await page.reload();
    await expect(page.getByText("1 surface chosen")).toBeVisible();
  });
  await person.start();
  await person.keep();

  const result = await person.download("Lossless PNG");
  // The words are for the walls; the tap was on the floor.
  expect(await changeAt(photo, result, 0.92)).toBeGreaterThan(8);
  expect(await changeAt(photo, result, 0.3)).toBeLessThan(3);
});

/** By how many levels of 255 a patch in the middle, so far down, differs on average. */
async function changeAt(before: Buffer, after: Buffer, down: number): Promise<number> {
  const side = 20;
  const place = {
    left: Math.round(size.width / 2 - side / 2),
    top: Math.round(size.height * down - side / 2),
    width: side,
    height: side,
  };
  // Figures are of the file that is read: the patch is made one first.
  const means = async (picture: Buffer): Promise<readonly number[]> => {
    const patch = await sharp(picture).extract(place).removeAlpha().png().toBuffer();
    return (await sharp(patch).stats()).channels.map(({ mean }) => mean);
  };
  const [from, to] = [await means(before), await means(after)];
  return from.reduce((sum, mean, i) => sum + Math.abs(mean - (to[i] ?? 0)), 0) / from.length;
}

/** In the page: until it goes, whoever wants to write waits. */
function keepDatabaseBusy(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("reimagine");
    opening.addEventListener("error", () => reject(new Error("the database does not open")));
    opening.addEventListener("success", () => {
      const store = opening.result.transaction("values", "readwrite").objectStore("values");
      const ask = (): void => store.count().addEventListener("success", ask);
      ask();
      resolve();
    });
  });
}
