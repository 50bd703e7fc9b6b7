import { awsModels, awsQueue, awsStatus, awsStores, awsWalk } from "#functions/aws/cloud.ts";
import { studioHere } from "#functions/edit/studio-here.ts";
import { workOff } from "#functions/edit/work-off.ts";
import { editWorkerEnv, readEnv } from "#functions/env.ts";

const env = readEnv(editWorkerEnv, process.env);
const stores = awsStores("edit-worker", env);
const cloud = {
  ...stores,
  queue: awsQueue(env),
  status: awsStatus(env),
  models: awsModels(stores, env),
  walk: awsWalk(env),
};

/** Messages of the edit queue. What is named in `batchItemFailures` comes again. */
export const handler = (event: unknown): Promise<unknown> => workOff(cloud, studioHere, event);
