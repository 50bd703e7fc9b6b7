import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { catalogue } from "#core/models/catalogue.ts";
import { appSyncStatus } from "#functions/aws/appsync-status.ts";
import { bedrockModels } from "#functions/aws/bedrock-models.ts";
import { cdnObjects } from "#functions/aws/cdn-objects.ts";
import { dynamoRecords } from "#functions/aws/dynamo-records.ts";
import { loggedModels } from "#functions/aws/logged-models.ts";
import { dynamoWalk } from "#functions/aws/dynamo-walk.ts";
import { s3Objects } from "#functions/aws/s3-objects.ts";
import { s3Walk } from "#functions/aws/s3-walk.ts";
import { meteredModels } from "#functions/aws/metered-models.ts";
import { secretAt } from "#functions/aws/secret.ts";
import { sqsQueue } from "#functions/aws/sqs-queue.ts";
import { consoleLog } from "#functions/log.ts";
import { type Walk } from "#functions/sweep/walk.ts";
import { type Chance, type Clock, type Cloud } from "#functions/ports.ts";

const systemClock: Clock = { now: () => Date.now(), sleep: async (ms) => void (await pause(ms)) };
const systemChance: Chance = { next: () => Math.random(), bytes: (count) => randomBytes(count) };

type Stores = Pick<Cloud, "records" | "objects" | "clock" | "chance" | "log">;

/** The slices every function has. */
export const awsStores = (
  functionName: string,
  { TABLE_NAME, BUCKET_NAME }: { readonly TABLE_NAME: string; readonly BUCKET_NAME: string },
): Stores => ({
  records: dynamoRecords({ tableName: TABLE_NAME, clock: systemClock, chance: systemChance }),
  objects: s3Objects({ bucketName: BUCKET_NAME }),
  clock: systemClock,
  chance: systemChance,
  log: consoleLog(functionName),
});

/** Where a distribution stands before the bucket, pictures on screens come from there. */
export function screenObjects<S extends Pick<Stores, "objects" | "clock">>(stores: S, env: CdnEnv): S {
  const { CDN_DOMAIN, CDN_KEY_ID, CDN_SECRET_ARN, AWS_REGION } = env;
  if (CDN_DOMAIN === undefined || CDN_KEY_ID === undefined || CDN_SECRET_ARN === undefined) return stores;
  const secret = secretAt({ arn: CDN_SECRET_ARN, region: AWS_REGION });
  const cdn = { domain: CDN_DOMAIN, keyId: CDN_KEY_ID, privateKey: () => secret.read() };
  return { ...stores, objects: cdnObjects(stores.objects, cdn, stores.clock) };
}

interface CdnEnv {
  readonly AWS_REGION: string;
  readonly CDN_DOMAIN?: string | undefined;
  readonly CDN_KEY_ID?: string | undefined;
  readonly CDN_SECRET_ARN?: string | undefined;
}

export const awsQueue = (env: { readonly EDIT_QUEUE_URL: string }): Cloud["queue"] =>
  sqsQueue({ queueUrl: env.EDIT_QUEUE_URL });

export const awsStatus = (env: {
  readonly GRAPHQL_URL: string;
  readonly AWS_REGION: string;
}): Cloud["status"] => appSyncStatus({ url: env.GRAPHQL_URL, region: env.AWS_REGION });

export const awsWalk = (env: { readonly TABLE_NAME: string; readonly BUCKET_NAME: string }): Walk => ({
  ...dynamoWalk({ tableName: env.TABLE_NAME }),
  ...s3Walk({ bucketName: env.BUCKET_NAME }),
});

/** `MODEL_RATE`: of an account whose quotas are other than the catalogue's. */
export const awsModels = (
  stores: Pick<Cloud, "records" | "clock" | "chance" | "log">,
  env: { readonly MODEL_RATE: number },
): Cloud["models"] =>
  meteredModels(loggedModels(bedrockModels(), stores, catalogue), stores, {
    catalogue,
    rate: env.MODEL_RATE,
  });
