import { fileURLToPath } from "node:url";
import { BuildFailed } from "#local/app/build.ts";
import { ChildDied } from "#local/child/supervise.ts";
import { type Cloud, startCloud } from "#local/cloud.ts";
import { type CloudConfig, ConfigProblem, readConfig } from "#local/config.ts";
import { DataInUse } from "#local/data-lock.ts";
import { isCode } from "#local/files.ts";
import { checkHealth, Unhealthy } from "#local/health.ts";
import { PortBusy } from "#local/listen.ts";

/** `npm start` and, with --dev, `npm run dev`. */
const projectDir = fileURLToPath(new URL("..", import.meta.url));
const isDev = process.argv.includes("--dev");
let cloud: Cloud | undefined;
let isStopping = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());

try {
  const config = readConfig(process.env, projectDir);
  cloud = await startExplained(config);
  if (isStopping) await cloud.stop();
  else {
    await checkHealth(cloud);
    console.log(`Reimagine is ready at ${cloud.appUrl}`);
  }
} catch (error) {
  if (!isStopping) console.error(explain(error));
  await cloud?.stop();
  process.exit(1);
}

async function stop(): Promise<void> {
  // A second Ctrl-C means now.
  if (isStopping) process.exit(1);
  isStopping = true;
  await cloud?.stop();
  process.exit(0);
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
    return `${error.message} Stop what uses it, or choose another: PORT=${error.port + 10} npm start`;
  }
  const isPlain = [ConfigProblem, DataInUse, BuildFailed, ChildDied, Unhealthy].some(
    (kind) => error instanceof kind,
  );
  if (isPlain) return messageOf(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
