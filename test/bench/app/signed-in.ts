import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { browserArgs, findBrowser } from "#test/e2e/browser.ts";
import { Server } from "#test/e2e/server.ts";

export interface SignedIn {
  readonly server: Server;
  /** The product's own data, and the profile of the browser. */
  readonly dataDir: string;
  readonly profileDir: string;
  readonly context: BrowserContext;
  readonly page: Page;
}

/** Runs the built product on its own port and data, with a phone on which the demo account is signed in. */
export async function signedIn<T>(port: number, work: (phone: SignedIn) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), "reimagine-bench-"));
  const profileDir = await mkdtemp(join(tmpdir(), "reimagine-bench-profile-"));
  const server = new Server(port, dataDir);
  await server.start();
  const { executablePath, env } = await findBrowser();
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath,
    args: [...browserArgs],
    env: { ...process.env, ...env },
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 3,
    hasTouch: true,
    isMobile: true,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(180_000);
    await page.goto(server.origin);
    await page.getByRole("button", { name: "Use the demo account" }).click();
    await page.getByRole("link", { name: "Take photo" }).waitFor();
    return await work({ server, dataDir, profileDir, context, page });
  } finally {
    await context.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
    await rm(profileDir, { recursive: true, force: true });
  }
}

/** Picks these files as somebody would from their gallery. */
export async function addPhotos(
  page: Page,
  photos: readonly { readonly name: string; readonly bytes: Buffer }[],
): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add photos" }).first().click();
  await (
    await chooser
  ).setFiles(photos.map(({ name, bytes }) => ({ name, mimeType: "image/jpeg", buffer: bytes })));
}
