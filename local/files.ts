import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

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

/** Whether `error` is the system's error of this code, as in `ENOENT`. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
