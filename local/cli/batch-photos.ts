import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { maxBatchPhotos } from "#core/batch/plan.ts";
import { imageId } from "#core/ids.ts";
import { UsageError } from "./usage.ts";

/**
 * The photos that a command line names: files and image ids as they are, a folder for the photos in it, and a pattern
 * such as `rooms/*.jpg` for shells that fill in none. Each once, folders in the order of their names.
 */
export async function photosAt(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) found.push(...(await photosOf(path)));
  const photos = [...new Set(found)];
  if (photos.length > maxBatchPhotos)
    throw new UsageError(`batch takes 1 to ${maxBatchPhotos} photos, not ${photos.length}`);
  return photos;
}

async function photosOf(path: string): Promise<readonly string[]> {
  if (imageId.safeParse(path).success) return [path];
  const facts = await stat(path).catch(ifMissing);
  if (facts?.isDirectory()) return named(path, (name) => /^[^.].*\.(?:jpe?g|png|webp|hei[cf])$/i.test(name));
  const pattern = basename(path);
  if (facts !== undefined || !/[*?]/.test(pattern)) return [path];
  const wanted = new RegExp(
    `^${pattern
      .split(/([*?])/)
      .map(asSource)
      .join("")}$`,
  );
  return named(dirname(path), (name) => !name.startsWith(".") && wanted.test(name));
}

const asSource = (part: string): string => {
  if (part === "*") return ".*";
  return part === "?" ? "." : part.replaceAll(/[\\^$.+()[\]{}|]/g, "\\$&");
};

async function named(folder: string, isWanted: (name: string) => boolean): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(ifMissing)) ?? [];
  const photos = names.filter(isWanted).toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
  if (photos.length === 0) throw new UsageError(`there are no photos in ${folder}`);
  return photos.map((name) => join(folder, name));
}

function ifMissing(cause: unknown): undefined {
  if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
  throw cause;
}
