import { AxeBuilder } from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { expect } from "./person.ts";

/** axe finds nothing to object to in what the page shows now. */
export async function isAccessible(page: Page): Promise<void> {
  await stick(page, false);
  await settle(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  await stick(page, true);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual(
    [],
  );
}

/** The same in light and in dark, for what is not easily come by twice. */
export async function isAccessibleInBoth(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await isAccessible(page);
  }
}

/** A colour on its way to another one is judged as it is just then; what goes round for ever is not waited for. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(
        ({ effect, playState }) =>
          playState === "running" && Number.isFinite(effect?.getComputedTiming().endTime),
      );
    // One that is broken off has ended too.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });

/** Half under a bar that sticks, a button is judged as half a button, wherever the page happens to be scrolled to. */
const stick = (page: Page, isSticking: boolean): Promise<void> =>
  page.evaluate(
    (position) => {
      for (const bar of document.querySelectorAll<HTMLElement>(".photo-top, .form-start, .decide-bar"))
        bar.style.position = position;
    },
    isSticking ? "" : "relative",
  );
