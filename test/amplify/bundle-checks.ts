import { expect, it } from "vitest";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { only, type Backend } from "./synthesis.ts";

interface Bundle {
  readonly name: string;
  readonly bytes: number;
  readonly mostBytes: number;
  readonly loadMs: number;
  readonly handler: string;
}
// amplify/ is no project of this one, so the compiler is not shown the file.
const { weighBundles } = (await import(
  new URL("../../amplify/tools/weigh-bundles.ts", import.meta.url).href
)) as {
  readonly weighBundles: (templatesDir: string) => readonly Bundle[];
};

/** What is packed: the functions' code and their layer. */
export function checkBundles(
  backend: () => Backend,
  templatesDir: string,
  functions: readonly string[],
): void {
  it("each function loads as it was bundled, finding the layer as Lambda shows it, within its bounds", () => {
    const weighed = weighBundles(templatesDir);
    expect(weighed.map(({ name }) => name).toSorted()).toEqual([...functions, "signing-key"].toSorted());
    for (const { name, bytes, mostBytes, loadMs, handler } of weighed) {
      console.log(`${name}: ${Math.round(bytes / 1000)} kB, loads in ${loadMs} ms of the processor`);
      expect(handler).toBe("function");
      expect(bytes).toBeLessThanOrEqual(mostBytes);
      // Lambda's own limit, since this machine may be slow; `npm run --prefix amplify bundles` asks for less.
      expect(loadMs).toBeLessThan(10_000);
    }
    expect(weighed.find(({ name }) => name === "api")?.bytes).toBeLessThanOrEqual(1_000_000);
  }, 120_000);

  it("the layer fits Lambda, carries the object detector and no network for faces", () => {
    const layer = only(
      backend()
        .of("AWS::Lambda::LayerVersion")
        .filter(({ path }) => path.includes("/PixelsLayer/")),
    );
    const hash = /[0-9a-f]{64}/.exec(JSON.stringify(layer.properties["Content"]))?.[0] ?? "none";
    const files = readdirSync(join(templatesDir, `asset.${hash}`), {
      recursive: true,
      withFileTypes: true,
    }).filter((entry) => entry.isFile());
    const models = files
      .filter(({ parentPath }) => parentPath.endsWith("human/models"))
      .map(({ name }) => name);
    expect(models.toSorted()).toEqual(["centernet.bin", "centernet.json"]);
    const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
    console.log(`the layer: ${Math.round(bytes / 1_000_000)} MB`);
    // 250 MiB with the code of the function.
    expect(bytes).toBeLessThan(200_000_000);
  });
}
