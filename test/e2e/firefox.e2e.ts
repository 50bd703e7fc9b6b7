import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { dayHouse } from "#test/pictures/scenes.ts";
import { findFirefox } from "./firefox/find-firefox.ts";
import { Firefox } from "./firefox/firefox.ts";
import { expect, test } from "./person.ts";

const size = { width: 900, height: 600 };

test("in Firefox: signs in, adds a photo, enhances it, keeps it and downloads it", async ({ server }) => {
  test.setTimeout(600_000);
  const found = await findFirefox();
  if ("missing" in found) console.log(`In Firefox: not run: ${found.missing}`);
  test.skip("missing" in found, "missing" in found ? `not run: ${found.missing}` : "");
  if ("missing" in found) return;
  console.log(`In Firefox ${found.version}`);

  const folder = await mkdtemp(join(tmpdir(), "reimagine-photos-"));
  const photo = join(folder, "fire fox.jpg");
  await writeFile(photo, await dayHouse(size));
  const firefox = await Firefox.start(found.path, { width: 390, height: 844 });
  try {
    await firefox.open(server.origin);
    await firefox.tap({ role: "button", name: "Use the demo account" });
    await firefox.see({ role: "link", name: "Take photo" });
    await firefox.pickFile({ xpath: "//input[@type='file' and @multiple]" }, photo);
    await firefox.tap({ xpath: "//a[starts-with(@aria-label, 'fire fox.jpg')]" });
    // What is suggested comes last, and moves what lies below it.
    await firefox.see({ xpath: "//ul[@class='suggestion-cards']" });
    await firefox.tap({ xpath: "//*[@aria-labelledby='edits-title']//button[.//strong='Enhance']" });
    await firefox.see({ role: "heading", name: "Enhance" });
    await firefox.tap({ role: "button", name: "Start" });
    await firefox.tap({ role: "button", name: "Keep" });
    await firefox.tap({ role: "button", name: "Download" });
    await firefox.tap({ role: "button", name: "JPEG" });
    expect(await sharp(await firefox.downloaded()).metadata()).toMatchObject({ format: "jpeg", ...size });
  } finally {
    await firefox.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
