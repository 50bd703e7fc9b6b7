import { awsModels, awsQueue, awsStores, screenObjects } from "#functions/aws/cloud.ts";
import { apiEnv, readEnv } from "#functions/env.ts";
import { answer } from "#functions/api/answer.ts";

const env = readEnv(apiEnv, process.env);
const stores = screenObjects(awsStores("api", env), env);
const cloud = { ...stores, queue: awsQueue(env), models: awsModels(stores, env) };

/** Every query and mutation of the API, called by AppSync. */
export const handler = (event: unknown): Promise<unknown> => answer(cloud, env.PLAN, event);
