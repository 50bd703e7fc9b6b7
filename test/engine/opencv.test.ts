import { build } from "esbuild";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("loads in a bundle such as Lambda's, where the package is found by NODE_PATH", async () => {
  const folder = await mkdtemp(join(tmpdir(), "reimagine-bundle-"));
  const outfile = join(folder, "bundle.cjs");
  await build({
    stdin: {
      contents: `import { loadOpenCv } from "#engine/opencv.ts"; void loadOpenCv().then(({ cv }) => console.log(typeof cv.Mat));`,
      resolveDir: resolve("engine"),
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["@techstark/opencv-js"],
    supported: { "dynamic-import": false },
    define: { "import.meta.url": "__moduleUrl" },
    banner: { js: "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
    outfile,
  });
  const env = { ...process.env, NODE_PATH: resolve("node_modules") };
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], { env, timeout: 30_000 });
  expect(stdout).toBe("function\n");
  await rm(folder, { recursive: true });
});
