import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

const installed = [
  process.env["FIREFOX_PATH"],
  "/usr/bin/firefox-esr",
  "/usr/lib/firefox/firefox",
  "/usr/lib64/firefox/firefox",
  "/opt/firefox/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/** Below this a page cannot be asked for what a person finds in it: role and name. */
const oldest = 138;

/** A Firefox to drive: one that is installed (FIREFOX_PATH chooses), or why there is none. */
export async function findFirefox(): Promise<
  { readonly path: string; readonly version: string } | { readonly missing: string }
> {
  const path = installed.find((one) => one !== undefined && one !== "" && existsSync(one));
  if (path === undefined) return { missing: "no Firefox here" };
  const { stdout } = await promisify(execFile)(path, ["--version"]);
  const version = /Firefox (\d+[\w.]*)/.exec(stdout)?.[1] ?? "";
  return Number.parseInt(version, 10) >= oldest
    ? { path, version }
    : { missing: `no Firefox ${oldest} or newer here, only ${stdout.trim()}` };
}
