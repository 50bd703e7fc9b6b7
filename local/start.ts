import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { BuildFailed } from "#local/app/build.ts";
import { ChildDied } from "#local/child/supervise.ts";
import { watchAncestors } from "#local/ancestors.ts";
import { type Cloud, startCloud } from "#local/cloud.ts";
import { type CloudConfig, ConfigProblem, readConfig } from "#local/config.ts";
import { DataInUse } from "#local/data-lock.ts";
import { isCode } from "#local/files.ts";
import { checkHealth, Unhealthy } from "#local/health.ts";
import { PortBusy } from "#local/listen.ts";

/** `npm start` and, with --dev, `npm run dev`. */
const projectDir = fileURLToPath(new URL("..", import.meta.url));
const isDev = process.argv.includes("--dev");
const leavingMs = 1_500;
const sameSignalMs = 500;
let cloud: Cloud | undefined;
let stoppingSince: number | undefined;

// Whoever reads our lines may leave after the first; that is no reason to stop serving.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
watchAncestors(() => void stop());
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());

try {
  const config = readConfig(process.env, projectDir);
  cloud = await startWhenFree(config);
  if (stoppingSince !== undefined) await cloud.stop();
  else {
    await checkHealth(cloud);
    console.log(`Reimagine is ready at ${cloud.appUrl}`);
  }
} catch (error) {
  if (stoppingSince === undefined) console.error(explain(error));
  await cloud?.stop();
  process.exit(1);
}

async function stop(): Promise<void> {
  if (stoppingSince !== undefined) {
    // One Ctrl-C may arrive twice, from the terminal and passed on by tsx; a later one means now.
    if (Date.now() - stoppingSince > sameSignalMs) process.exit(1);
    return;
  }
  stoppingSince = Date.now();
  await cloud?.stop();
  process.exit(0);
}

/** A server that was killed a moment ago may still be leaving its ports and its folder. */
async function startWhenFree(config: CloudConfig): Promise<Cloud> {
  const until = Date.now() + leavingMs;
  for (;;) {
    try {
      return await startExplained(config);
    } catch (error) {
      const isTaken = error instanceof PortBusy || error instanceof DataInUse;
      if (!isTaken || Date.now() > until || stoppingSince !== undefined) throw error;
      await sleep(250);
    }
  }
}

async function startExplained(config: CloudConfig): Promise<Cloud> {
  try {
    return await startCloud({ ...config, app: isDev ? "dev" : "built" });
  } catch (error) {
    if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOSPC"].some((code) => isCode(error, code))) {
      throw new ConfigProblem(
        `The folder ${config.dataDir} cannot be written (${messageOf(error)}). ` +
          `Free it, or set REIMAGINE_DATA to a folder that can.`,
        { cause: error },
      );
    }
    throw error;
  }
}

/** What a person can act on is said in one sentence; anything else is a bug and is shown whole. */
function explain(error: unknown): string {
  if (error instanceof PortBusy) {
    return `${error.message} Stop what uses it, or choose another: PORT=${portBeside(error.port)} npm start`;
  }
  const isPlain = [ConfigProblem, DataInUse, BuildFailed, ChildDied, Unhealthy].some(
    (kind) => error instanceof kind,
  );
  if (isPlain) return messageOf(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function portBeside(port: number): number {
  return port < 1024 || port > 65_000 ? 4300 : port + 10;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
