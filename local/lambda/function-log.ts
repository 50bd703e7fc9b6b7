import { appendFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { isCode, makeDir } from "#local/files.ts";

/** Keeps what the functions print, one file a function, and shows their errors in the terminal. */
export type FunctionLog = {
  line(functionName: string, stream: "stdout" | "stderr", line: string): void;
};

export function createFunctionLog(
  dir: string,
  showError: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): FunctionLog {
  makeDir(dir);
  return {
    line(functionName, stream, line) {
      const path = join(dir, `${functionName}.log`);
      turnOver(path);
      appendFileSync(path, `${line}\n`, { mode: 0o600 });
      if (stream === "stderr") showError(`[${functionName}] ${line}`);
    },
  };
}

const turnOverBytes = 10 * 1024 * 1024;

/** One older file is kept, so that the logs never fill the disk. */
function turnOver(path: string): void {
  try {
    if (statSync(path).size > turnOverBytes) renameSync(path, `${path}.1`);
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
}
