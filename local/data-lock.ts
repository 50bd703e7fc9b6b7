import { readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isCode, readIfThere, writeAtomically } from "#local/files.ts";

export class DataInUse extends Error {
  override readonly name = "DataInUse";
}

/**
 * Makes this process the only server of `dataDir`; the returned function gives it back.
 * A lock whose process is gone is taken over. Throws DataInUse while another server lives.
 */
export async function lockData(dataDir: string): Promise<() => void> {
  const path = join(dataDir, "lock");
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });

  if (!(await createNew(path, mine))) {
    const holder = parseLock(readIfThere(path) ?? "");
    if (holder && isAlive(holder)) {
      throw new DataInUse(
        `Another Reimagine (process ${holder.pid}) is using ${dataDir}. ` +
          `Stop it first, or set REIMAGINE_DATA to another folder.`,
      );
    }
    writeAtomically(path, mine, { durable: false });
    // Two newcomers may have found the same dead holder: the last one to write keeps the lock.
    await sleep(takeoverMs);
    if (readIfThere(path) !== mine) {
      throw new DataInUse(
        `Another Reimagine has just taken ${dataDir}. Set REIMAGINE_DATA to another folder.`,
      );
    }
  }
  return () => {
    if (readIfThere(path) === mine) rmSync(path, { force: true });
  };
}

const takeoverMs = 100;

async function createNew(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(content);
    await file.close();
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

type Holder = { readonly pid: number; readonly started: string | undefined };

/** undefined for a lock that was cut short by a crash: nobody holds it. */
function parseLock(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("pid" in value) || typeof value.pid !== "number") {
      return undefined;
    }
    const started = "started" in value && typeof value.started === "string" ? value.started : undefined;
    return { pid: value.pid, started };
  } catch {
    return undefined;
  }
}

function isAlive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return isCode(error, "EPERM");
  }
  const startedNow = startOf(pid);
  // After a reboot the number may have gone to another program, which started at another time.
  return started === undefined || startedNow === undefined || started === startedNow;
}

/** When a process started, in the kernel's ticks since boot; undefined where there is no /proc. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in brackets, may hold spaces; the start is the 22nd field, the 20th after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
