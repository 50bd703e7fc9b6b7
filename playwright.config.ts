import { defineConfig } from "@playwright/test";
import { browserArgs, findBrowser } from "./test/e2e/browser.ts";

const { executablePath, env } = await findBrowser();

/** Journeys in a real browser against the real product; one at a time, since each needs the whole machine. */
export default defineConfig({
  testDir: "test/e2e",
  testMatch: process.env["DRAW_SCREENSHOTS"] === undefined ? "**/*.e2e.ts" : "**/*.draw.ts",
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  outputDir: "test-results",
  use: {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: { executablePath, args: [...browserArgs], env: { ...process.env, ...env } },
  },
});
