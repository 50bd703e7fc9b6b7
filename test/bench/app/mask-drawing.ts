import { type CDPSession, type Page } from "@playwright/test";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { type Bench, type Figure } from "../harness.ts";
import { addPhotos, signedIn } from "./signed-in.ts";

const photo = { width: 4032, height: 3024 };
const slower = 4;
const strokes = 12;
const movesPerStroke = 25;

/**
 * Marks drawn with a finger on a 12-megapixel photo, in the built app at 390 × 844, on a processor slowed down four
 * times (Chrome's own throttle of the page's main thread): how long frames take while it draws, and the export.
 */
export const maskDrawing: Bench = {
  name: "mask-drawing",
  run: () =>
    signedIn(4396, async ({ context, page }) => {
      await openMask(page);
      const session = await context.newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
      const frames = await framesWhile(page, () => draw(session));
      const exportMs = await exportTime(page);
      return [
        frame("mask drawing, frame, middle", frames, 0.5),
        { ...frame("mask drawing, frame, 95 of 100", frames, 0.95), target: "≤ 25" },
        { name: "mask export", value: exportMs, unit: "ms", target: "≤ 300" },
      ];
    }),
};

async function openMask(page: Page): Promise<void> {
  await addPhotos(page, [{ name: "twelve.jpg", bytes: await emptyRoom(photo) }]);
  await page.getByRole("link", { name: /twelve\.jpg/ }).click();
  await page.getByRole("heading", { name: "What you can do" }).waitFor();
  await page
    .getByRole("button", { name: /^Remove items/ })
    .last()
    .click();
  await page.getByRole("link", { name: "Mark what to remove" }).click();
  await page.getByText("Paint with one finger.").waitFor();
}

/** Strokes from left to right, one under the other, a little wavy. */
async function draw(session: CDPSession): Promise<void> {
  for (let stroke = 0; stroke < strokes; stroke++) {
    const at = (move: number) => [
      { x: 40 + move * 12, y: 330 + stroke * 14 + 6 * Math.sin((move + stroke) / 3) },
    ];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
    for (let move = 1; move <= movesPerStroke; move++)
      await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(move) });
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }
}

/** Milliseconds from each frame to the next. */
async function framesWhile(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  const recorder = await page.evaluateHandle(() => {
    // Methods, not functions in variables: the loader names those by a helper that the page does not have.
    const running = {
      frames: [] as number[],
      isOn: true,
      lastMs: performance.now(),
      next(nowMs: number): void {
        running.frames.push(nowMs - running.lastMs);
        running.lastMs = nowMs;
        if (running.isOn) requestAnimationFrame(running.next);
      },
      stop(): readonly number[] {
        running.isOn = false;
        return running.frames;
      },
    };
    requestAnimationFrame(running.next);
    return running;
  });
  await work();
  return recorder.evaluate((running) => running.stop());
}

async function exportTime(page: Page): Promise<number> {
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForFunction(() => performance.getEntriesByName("export-mask").length > 0);
  return page.evaluate(() => performance.getEntriesByName("export-mask")[0]?.duration ?? Number.NaN);
}

function frame(name: string, frames: readonly number[], share: number): Figure {
  const sorted = frames.toSorted((a, b) => a - b);
  return { name, value: sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN, unit: "ms" };
}
