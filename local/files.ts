import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod/mini";

/**
 * Replaces `path` so that a reader, or a restart after `kill -9`, finds the old content or the new, never a part.
 * `durable` also waits for the disk, which only a power cut needs.
 */
export function writeAtomically(
  path: string,
  content: string | Buffer,
  { durable, mode = 0o600 }: { durable: boolean; mode?: number },
): void {
  const temporary = join(dirname(path), `.${process.pid}-${(serial += 1)}${temporarySuffix}`);
  const file = openSync(temporary, "wx", mode);
  try {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    if (durable) fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/**
 * Waits until the file is on the disk, and lets everybody else be served meanwhile. One that has been replaced or removed
 * since is another caller's to wait for.
 */
export async function waitForDisk(path: string): Promise<void> {
  const file = await open(path, "r").catch((error: unknown) => {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  });
  try {
    await file?.sync();
  } finally {
    await file?.close();
  }
}

/** What an interrupted `writeAtomically` leaves behind ends like this and may be deleted at any start. */
export const temporarySuffix = ".partial";

let serial = 0;

export function makeDir(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

/** The text of a file, or undefined when there is none. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/**
 * A file of JSON, read and checked. One that a failing disk has spoiled is set aside under another name and told of,
 * and undefined is returned: everything else must still be served.
 */
export function readRecord<Shape extends z.ZodMiniType>(
  path: string,
  shape: Shape,
): z.infer<Shape> | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.core.$ZodError)) throw error;
    renameSync(path, path + spoiledSuffix);
    console.error(`${path} could not be read and was set aside: ${error.message}`);
    return undefined;
  }
}

export const spoiledSuffix = ".spoiled";

/** Whether `error` is the system's error of this code, as in `ENOENT`. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
