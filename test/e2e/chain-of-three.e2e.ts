import { dayHouse } from "#test/pictures/scenes.ts";
import { expect, test } from "./person.ts";

test("three edits, each on the result of the one before; the original stays a tap away", async ({
  page,
  person,
}) => {
  await person.addPhotos({ name: "chain.jpg", bytes: await dayHouse({ width: 900, height: 600 }) });
  await person.openPhoto("chain.jpg");

  await person.choose("Enhance");
  await person.start();
  await person.keep();

  await person.choose("Day to dusk");
  await page.getByRole("radio", { name: "Subtle" }).check({ force: true });
  await expect(page.getByText("Made on the result you were looking at.")).toBeVisible();
  await person.start();
  await person.keep();

  await person.choose("Enhance");
  await person.start();
  await person.keep();

  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem")).toHaveCount(4);
  const indents = await history
    .getByRole("listitem")
    .evaluateAll((items) =>
      items.map(
        (item) =>
          item.getBoundingClientRect().x + Number.parseFloat(getComputedStyle(item).paddingInlineStart),
      ),
    );
  expect(indents).toEqual(indents.toSorted((a, b) => a - b));
  await history.getByRole("link", { name: /Original/ }).click();
  await expect(page.getByRole("heading", { name: "Suggestions" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("region", { name: "History" }).getByRole("listitem")).toHaveCount(4);
});
