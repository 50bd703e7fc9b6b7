import { test as base, expect, type Page } from "@playwright/test";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Server } from "./server.ts";

interface Fixtures {
  /** Someone signed in with the demo account, looking at the home screen. */
  readonly person: Person;
}
interface WorkerFixtures {
  readonly server: Server;
}

/** One server for the journeys of a worker, on ports of its own and with data of its own. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what is needed
    async ({}, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), "reimagine-e2e-"));
      const server = new Server(Number(process.env["E2E_PORT"] ?? 4390), dataDir);
      await server.start();
      await use(server);
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 180_000 },
  ],
  person: async ({ page, server }, use) => {
    const person = new Person(page, server);
    await person.signInAsDemo();
    await use(person);
  },
});

export { expect };

/** What a person does with the app, in the words they would use. */
export class Person {
  readonly page: Page;
  readonly server: Server;

  constructor(page: Page, server: Server) {
    this.page = page;
    this.server = server;
  }

  async signInAsDemo(): Promise<void> {
    await this.page.goto(this.server.origin);
    await this.page.getByRole("button", { name: "Use the demo account" }).click();
    await this.isHome();
  }

  /** Makes an account from the sign-in screen, with the code that the embedded cloud shows for the mail it would have sent. */
  async signUp(email: string, password: string): Promise<void> {
    await this.page.getByRole("tab", { name: "Create Account" }).click();
    await this.page.getByLabel("Email").fill(email);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByLabel("Confirm Password").fill(password);
    await this.page.getByRole("button", { name: "Create Account" }).click();
    await this.page.getByLabel("Confirmation Code").fill(await this.mailedCode());
    await this.page.getByRole("button", { name: "Confirm" }).click();
  }

  async mailedCode(): Promise<string> {
    const line = this.page.getByText(/your code is \d{6}/);
    await expect(line).toBeVisible();
    return /your code is (\d{6})/.exec(await line.innerText())?.[1] ?? "";
  }

  async isHome(): Promise<void> {
    await expect(this.page.getByRole("link", { name: "Take photo" })).toBeVisible();
  }

  /** Picks the files from the phone. */
  async addPhotos(
    ...files: readonly { readonly name: string; readonly bytes: Buffer; readonly type?: string }[]
  ) {
    const chooser = this.page.waitForEvent("filechooser");
    await this.page.getByRole("button", { name: "Add photos" }).first().click();
    await (
      await chooser
    ).setFiles(
      files.map(({ name, bytes, type = "image/jpeg" }) => ({ name, mimeType: type, buffer: bytes })),
    );
  }

  /** Opens a photo from the home screen, once it has arrived. */
  async openPhoto(name: string): Promise<void> {
    await this.page.getByRole("link", { name: new RegExp(escaped(name)) }).click({ timeout: 60_000 });
    await expect(this.page.getByRole("heading", { name: "What you can do" })).toBeVisible({
      timeout: 60_000,
    });
  }

  /** Opens the form of an edit type from the list of what can be done. */
  async choose(edit: string): Promise<void> {
    await this.page
      .getByRole("button", { name: new RegExp(`^${edit}`) })
      .last()
      .click();
  }

  async start(): Promise<void> {
    await this.page.getByRole("button", { name: "Start" }).click();
  }

  /** Waits for the running edit and keeps its result. */
  async keep(): Promise<void> {
    await this.page.getByRole("button", { name: "Keep" }).click({ timeout: 120_000 });
    await expect(this.page.getByText(/ kept\./).last()).toBeVisible();
    await expect(this.page.getByRole("button", { name: "Keep" })).toHaveCount(0);
  }

  /** Downloads what is shown in this format and gives its bytes. */
  async download(format: "JPEG" | "Lossless PNG" | "Original file"): Promise<Buffer> {
    await this.page
      .getByRole("button", { name: /^Download/ })
      .first()
      .click();
    const saved = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: new RegExp(`^${format}`) }).click();
    const path = await (await saved).path();
    return readFile(path);
  }
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
