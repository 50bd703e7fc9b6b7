import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const home = new URL("../../amplify/layers/pixels/nodejs/", import.meta.url);
const modules = new URL("node_modules/", home);
const isInstalled = existsSync(modules);
if (!isInstalled) console.log("skipped: the Lambda layer is not installed here (npm ci --prefix amplify)");

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}
// Two package.json of this project.
const read = (file: URL): Manifest => JSON.parse(readFileSync(file, "utf8")) as Manifest;

describe("the Lambda layer", () => {
  it("brings each package at the version everything else runs with", () => {
    const root = read(new URL("../../package.json", import.meta.url)).dependencies;
    const layer = read(new URL("package.json", home)).dependencies;
    // Native code, and fonts with their reader: no bundle carries either.
    expect(Object.keys(layer)).toEqual(expect.arrayContaining(["sharp", "fontkit", "dejavu-fonts-ttf"]));
    expect(root).toMatchObject(layer);
  });

  it.skipIf(!isInstalled)("holds native code for arm64 and for nothing else", () => {
    const native = readdirSync(modules, { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.(node|so)(\.[\d.]+)?$/.test(file),
    );
    expect(native.length).toBeGreaterThanOrEqual(2);
    expect(native.filter((file) => machineOf(new URL(file, modules)) !== aarch64)).toEqual([]);
  });
});

const aarch64 = 0xb7;

/** `e_machine` of an ELF file's header (System V ABI, "ELF Header"). */
function machineOf(file: URL): number {
  const header = Buffer.alloc(20);
  const opened = openSync(fileURLToPath(file), "r");
  readSync(opened, header, 0, header.length, 0);
  closeSync(opened);
  expect(header.subarray(0, 4).toString("latin1")).toBe("\x7fELF");
  return header.readUInt16LE(18);
}
