import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod/mini";
import { Bidi } from "./bidi.ts";

const anything = z.unknown();
const tree = z.object({ contexts: z.array(z.object({ context: z.string() })) });
const nodes = z.object({ nodes: z.array(z.object({ sharedId: z.string() })) });
const evaluated = z.object({
  type: z.string(),
  result: z.optional(z.object({ type: z.string(), value: z.optional(z.unknown()) })),
  exceptionDetails: z.optional(z.object({ text: z.string() })),
});

/** What is looked for on the page: by role and whole name, as a person finds it, or by a path. */
export type Sought = { readonly role: string; readonly name: string } | { readonly xpath: string };

const patienceMs = 120_000;

/** A Firefox as it is installed, driven by its own WebDriver BiDi: no patched build, no driver beside it. */
export class Firefox {
  private readonly child: ChildProcess;
  private readonly bidi: Bidi;
  private readonly context: string;
  private readonly home: string;

  private constructor(child: ChildProcess, bidi: Bidi, context: string, home: string) {
    this.child = child;
    this.bidi = bidi;
    this.context = context;
    this.home = home;
  }

  /** @param size of the page in CSS pixels */
  static async start(path: string, size: { readonly width: number; readonly height: number }) {
    const home = await mkdtemp(join(tmpdir(), "reimagine-firefox-"));
    await mkdir(join(home, "downloads"));
    await writeFile(join(home, "user.js"), preferences(join(home, "downloads")));
    const child = spawn(
      path,
      ["--headless", "--no-remote", "--profile", home, "--remote-debugging-port", "0"],
      // A home of its own: Firefox refuses to run as root in somebody else's.
      { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: home } },
    );
    try {
      const bidi = await Bidi.connect(`${await addressOf(child)}/session`);
      await bidi.call("session.new", { capabilities: {} }, anything);
      const { contexts } = await bidi.call("browsingContext.getTree", {}, tree);
      const context = contexts[0]?.context;
      if (context === undefined) throw new Error("Firefox has opened no page");
      await bidi.call("browsingContext.setViewport", { context, viewport: size }, anything);
      return new Firefox(child, bidi, context, home);
    } catch (error) {
      child.kill();
      throw error;
    }
  }

  async stop(): Promise<void> {
    const gone = this.child.exitCode === null ? once(this.child, "exit") : undefined;
    // Closing the browser may end the connection before it is answered: the end of the process is the answer.
    this.bidi.call("browser.close", {}, anything).catch(() => this.child.kill());
    await gone;
    this.bidi.close();
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  async open(url: string): Promise<void> {
    await this.bidi.call(
      "browsingContext.navigate",
      { context: this.context, url, wait: "complete" },
      anything,
    );
  }

  /** Waits until it is there, has come to rest and lies under nothing else, and taps its middle. */
  async tap(sought: Sought): Promise<void> {
    const { sharedId } = await this.until(`a place to tap ${JSON.stringify(sought)}`, async () => {
      const element = await this.see(sought);
      return (await this.evaluate(comesToRest, [element])) === true ? element : undefined;
    });
    const origin = { type: "element", element: { sharedId } };
    const actions = [
      { type: "pointerMove", x: 0, y: 0, origin },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await this.bidi.call(
      "input.performActions",
      {
        context: this.context,
        actions: [{ type: "pointer", id: "finger", parameters: { pointerType: "mouse" }, actions }],
      },
      anything,
    );
  }

  /** Gives a file to the input of that path, as the system's picker does. */
  async pickFile(input: Sought, path: string): Promise<void> {
    const element = await this.see(input);
    await this.bidi.call("input.setFiles", { context: this.context, element, files: [path] }, anything);
  }

  /** Waits until it is there; throws when it does not come. */
  async see(sought: Sought): Promise<{ readonly sharedId: string }> {
    const locator =
      "xpath" in sought ? { type: "xpath", value: sought.xpath } : { type: "accessibility", value: sought };
    return this.until(JSON.stringify(sought), async () => {
      const found = await this.bidi.call(
        "browsingContext.locateNodes",
        { context: this.context, locator, maxNodeCount: 1 },
        nodes,
      );
      return found.nodes[0];
    });
  }

  /** The only file that was downloaded, whole. */
  async downloaded(): Promise<Buffer> {
    const folder = join(this.home, "downloads");
    return this.until("a download", async () => {
      const names = await readdir(folder);
      // While a file comes, its beginning lies beside it.
      const whole = names.length === 1 ? names.find((name) => !name.endsWith(".part")) : undefined;
      const bytes = whole === undefined ? undefined : await readFile(join(folder, whole));
      return bytes?.length === 0 ? undefined : bytes;
    });
  }

  private async until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    const endMs = Date.now() + patienceMs;
    for (;;) {
      const found = await ask();
      if (found !== undefined) return found;
      if (Date.now() > endMs)
        throw new Error(
          `${what} did not come within ${patienceMs / 1000} s. The page says: ${await this.text()}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  private async text(): Promise<string> {
    return z.string().parse(await this.evaluate("() => document.body.innerText", []));
  }

  private async evaluate(functionDeclaration: string, args: readonly object[]): Promise<unknown> {
    const { result, exceptionDetails } = await this.bidi.call(
      "script.callFunction",
      { functionDeclaration, arguments: args, awaitPromise: true, target: { context: this.context } },
      evaluated,
    );
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result?.value;
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new TypeError("The browser's own words are not listened to");
  const said: string[] = [];
  const lines = createInterface(child.stderr);
  for await (const line of lines) {
    said.push(line);
    const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    child.stderr.resume();
    return address;
  }
  throw new Error(`Firefox ended before it could be driven:\n${said.join("\n")}`);
}

/** Brings the element to the middle of the screen; whether it stays there for a while and a tap would reach it. */
const comesToRest = `async (element) => {
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const place = () => { const { left, top, width, height } = element.getBoundingClientRect(); return { x: left + width / 2, y: top + height / 2 }; };
  const before = place();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { x, y } = place();
  return element.isConnected && x === before.x && y === before.y && element.contains(document.elementFromPoint(x, y));
}`;

/** Downloads without asking; nothing is asked of anybody but this machine. */
const preferences = (downloads: string): string =>
  Object.entries({
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    "browser.download.useDownloadDir": true,
    "browser.download.alwaysOpenPanel": false,
    "browser.helperApps.neverAsk.saveToDisk": "image/jpeg,image/png",
    "browser.region.network.url": "",
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "app.normandy.enabled": false,
    "app.update.enabled": false,
    "ui.prefersReducedMotion": 1,
  })
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join("");
