import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

const folders = ["../shared/photos", "../shared/photos/unlicensed"];

/** The paths of the shared real photos; none, and a printed word, where they are not beside the project. */
export async function sharedPhotoPaths(bench: string): Promise<readonly string[]> {
  const here = folders.filter((folder) => existsSync(folder));
  if (here.length === 0) process.stdout.write(`${bench}: no photos at ${folders[0]}, nothing measured\n`);
  const names = await Promise.all(
    here.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))),
  );
  return names
    .flat()
    .filter((name) => /\.(?:jpg|png|webp|heic)$/.test(name))
    .toSorted();
}
