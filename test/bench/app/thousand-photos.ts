import { type Page } from "@playwright/test";
import { copyPhotos } from "#test/e2e/copy-photos.ts";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { type Bench, type Figure } from "../harness.ts";
import { addPhotos, signedIn } from "./signed-in.ts";

const uploaded = 5;
const photos = 1000;
const processors = [
  { rate: 1, words: "", target: { target: "≤ 100" } },
  { rate: 4, words: ", processor slowed 4 ×", target: {} },
];

/**
 * A thousand photos on the home screen, scrolled from the newest to the oldest, page after page as they come: how long
 * the page was busy in one piece, as it is and with the page's main thread slowed by Chrome's own throttle. The photos
 * are copies of a few that were uploaded.
 */
export const thousandPhotos: Bench = {
  name: "thousand-photos",
  run: () =>
    signedIn(4398, async ({ server, context, page }) => {
      await addPhotos(page, await someRooms());
      await page.waitForFunction(
        (count) =>
          document.querySelectorAll(".tile img").length === count &&
          document.querySelector(".tile-working") === null,
        uploaded,
        { timeout: 600_000 },
      );
      await copyPhotos(server, photos - uploaded);
      const session = await context.newCDPSession(page);
      const found: Figure[] = [];
      for (const { rate, words, target } of processors) {
        await page.reload();
        await page.locator(".tile img").first().waitFor();
        await session.send("Emulation.setCPUThrottlingRate", { rate });
        const { seen, longTasks } = await scrolledThrough(page);
        if (seen < photos) throw new Error(`Only ${seen} of ${photos} photos were scrolled by`);
        found.push(
          { name: `photos scrolled by${words}`, value: seen, unit: "" },
          { name: `tasks over 50 ms${words}`, value: longTasks.length, unit: "" },
          { name: `longest task${words}`, value: Math.max(0, ...longTasks), unit: "ms", ...target },
        );
      }
      return found;
    }),
};

const someRooms = () =>
  Promise.all(
    Array.from({ length: uploaded }, async (_, n) => ({
      name: `room ${n}.jpg`,
      bytes: await emptyRoom({ width: 900 + n, height: 600 }),
    })),
  );

/** Down by a sixth of a screen each frame, as a thumb flicks, until the last photo; waits where a page is still coming. */
async function scrolledThrough(
  page: Page,
): Promise<{ readonly seen: number; readonly longTasks: readonly number[] }> {
  return page.evaluate(async () => {
    const longTasks: number[] = [];
    const seen = new Set<string>();
    const observer = new PerformanceObserver((list) =>
      longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ type: "longtask" });
    let still = 0;
    const lateMs = performance.now() + 240_000;
    while (still < 120 && performance.now() < lateMs) {
      const before = window.scrollY;
      window.scrollBy(0, window.innerHeight / 6);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      for (const { dataset } of document.querySelectorAll<HTMLElement>("[data-image]"))
        if (dataset["image"] !== undefined) seen.add(dataset["image"]);
      still = window.scrollY === before && document.querySelector(".more") === null ? still + 1 : 0;
    }
    observer.disconnect();
    return { seen: seen.size, longTasks };
  });
}
