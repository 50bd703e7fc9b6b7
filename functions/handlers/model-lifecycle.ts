import { bedrockLists } from "#functions/aws/bedrock-lists.ts";
import { awsStores } from "#functions/aws/cloud.ts";
import { modelLifecycleEnv, readEnv } from "#functions/env.ts";
import { checkModels } from "#functions/models/check-models.ts";

const env = readEnv(modelLifecycleEnv, process.env);
const stores = awsStores("model-lifecycle", env);

/** Run at each deployment and once a day. */
export const handler = (): Promise<unknown> =>
  checkModels(stores, bedrockLists(env.AWS_ENDPOINT_URL_BEDROCK));
