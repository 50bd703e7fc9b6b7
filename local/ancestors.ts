import { readFileSync } from "node:fs";
import { isCode } from "#local/files.ts";

/**
 * Under `npm start`, calls `onGone` once when npm is no more: npm, a shell, tsx and then us stand in a row, and whoever
 * kills one of them means the server. Where there is no /proc only the direct parent is watched. Started in any other
 * way, a server may outlive whoever started it.
 */
export function watchAncestors(onGone: () => void): void {
  if (!["start", "dev"].includes(process.env["npm_lifecycle_event"] ?? "")) return;
  const watched = ancestorsUpToNpm();
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent && watched.every(isAlive)) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
}

const everyMs = 500;
/** npm, its shell, tsx. */
const deepest = 4;

function ancestorsUpToNpm(): number[] {
  const chain: number[] = [];
  let pid = process.ppid;
  while (chain.length < deepest && pid > 1) {
    chain.push(pid);
    const facts = factsOf(pid);
    if (!facts) return [];
    if (facts.name.startsWith("npm")) return chain;
    pid = facts.parent;
  }
  // Started by something else that only looks like npm.
  return [];
}

function isAlive(pid: number): boolean {
  return factsOf(pid) !== undefined;
}

/** From /proc/<pid>/stat: `pid (name) state parent …`; undefined when the process is gone or a zombie. */
function factsOf(pid: number): { name: string; parent: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const nameEnd = stat.lastIndexOf(")");
    const [state, parent] = stat.slice(nameEnd + 2).split(" ");
    if (state === "Z") return undefined;
    return { name: stat.slice(stat.indexOf("(") + 1, nameEnd), parent: Number(parent) };
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ESRCH")) return undefined;
    throw error;
  }
}
