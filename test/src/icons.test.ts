import { readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { manifest } from "#src/manifest.ts";
import { drawIcons } from "./icons.ts";

const drawn = await drawIcons();
// After a change of the drawing: WRITE_ICONS=1 npx vitest run test/src/icons.test.ts
if (process.env["WRITE_ICONS"]) for (const [path, bytes] of drawn) await writeFile(path, bytes);

describe("the app's icons", () => {
  it("are what public/icons/icon.svg draws", async () => {
    for (const [path, bytes] of drawn) {
      const was = await sharp(await readFile(path))
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const is = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      expect(was.info).toMatchObject({ width: is.info.width, height: is.info.height });
      const apart = was.data.reduce((sum, value, i) => sum + Math.abs(value - (is.data[i] ?? 0)), 0);
      expect(apart / was.data.length).toBeLessThan(2);
    }
  });

  it("are there in the sizes the manifest promises", async () => {
    for (const { src, sizes } of manifest.icons) {
      const { width, height } = await sharp(await readFile(`public${src}`)).metadata();
      expect(`${width}x${height}`).toBe(sizes);
    }
  });

  it("leave no transparent corner where a launcher cuts its own shape", async () => {
    const { data } = await sharp(await readFile("public/icons/maskable-512.png"))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
  });
});
