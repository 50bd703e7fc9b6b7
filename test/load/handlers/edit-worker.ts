import { setTimeout as pause } from "node:timers/promises";
import { awsQueue, awsStatus, awsStores, awsWalk } from "#functions/aws/cloud.ts";
import { workOff } from "#functions/edit/work-off.ts";
import { editWorkerEnv, readEnv } from "#functions/env.ts";
import { type Models } from "#functions/ports.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";

/** The product's worker on the real stores, with a model that only takes its time. */
const env = readEnv(editWorkerEnv, process.env);
const latencyMs = Number(process.env["LOAD_MODEL_MS"] ?? 200);
const none = { kind: "fault", fault: "unavailable", detail: "stubbed" } as const;
const models: Models = {
  draw: async () => none,
  look: async () => none,
  plan: async () => none,
  embed: async () => none,
};
const cloud = {
  ...awsStores("edit-worker", env),
  queue: awsQueue(env),
  status: awsStatus(env),
  models,
  walk: awsWalk(env),
};

export const handler = (event: unknown): Promise<unknown> =>
  workOff(cloud, paperStudio({ onPerform: () => pause(latencyMs) }), event);
