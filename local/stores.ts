import { maxDeliveries } from "#core/limits/times.ts";
import { type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { accountId, bucketName, region, tableName } from "#local/config.ts";
import { createDynamo } from "#local/dynamodb/server.ts";
import { type Faults } from "#local/faults.ts";
import { type Handle } from "#local/http.ts";
import { type FunctionLog } from "#local/lambda/function-log.ts";
import { expire } from "#local/s3/expiry.ts";
import { openObjectStore } from "#local/s3/object-store.ts";
import { createS3 } from "#local/s3/server.ts";
import { createUploadEvents, type UploadEvents } from "#local/s3/upload-events.ts";
import { type Credentials, type VerifySigV4 } from "#local/sigv4.ts";
import { openQueue, type Queue, type QueueSettings } from "#local/sqs/queue.ts";
import { createSqs } from "#local/sqs/server.ts";

/** Everything that keeps something: objects, items, messages. */
export type Stores = {
  readonly s3: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** DynamoDB and SQS. */
  readonly services: readonly Handle[];
  readonly uploadEvents: UploadEvents;
  readonly editQueue: Queue;
  /** How the functions find their stores: what deployment puts into their environment. */
  readonly env: Readonly<Record<string, string>>;
  ready(): Promise<void>;
  stop(): Promise<void>;
};

export function openStores({
  dataDir,
  s3Origin,
  awsOrigin,
  allowedOrigins,
  credentials,
  verifySigV4,
  faults,
  log,
  clock,
}: {
  dataDir: string;
  s3Origin: string;
  awsOrigin: string;
  allowedOrigins: readonly string[];
  credentials: Credentials;
  verifySigV4: VerifySigV4;
  faults: Faults;
  log: FunctionLog;
  clock: () => number;
}): Stores {
  const openNamed = (name: string, settings: Partial<QueueSettings> = {}): Queue =>
    openQueue(
      {
        name,
        dir: join(dataDir, "sqs", name),
        visibilityTimeoutMs: workVisibilityMs,
        retentionMs: 14 * dayMs,
        ...settings,
      },
      clock,
    );
  const failedEdits = openNamed("reimagine-edits-failed");
  const editQueue = openNamed("reimagine-edits", {
    retentionMs: 4 * dayMs,
    redrive: { to: failedEdits, maxReceiveCount: maxDeliveries + 1 },
  });
  const failedUploads = openNamed("reimagine-uploads-failed");
  const uploadQueue = openNamed("reimagine-uploads", { redrive: { to: failedUploads, maxReceiveCount: 5 } });

  const objects = openObjectStore(join(dataDir, "s3"), clock);
  const uploadEvents = createUploadEvents({
    queue: uploadQueue,
    store: objects,
    bucket: bucketName,
    prefix: "uploads/",
  });
  const dynamo = createDynamo({
    dataDir,
    verifySigV4,
    onLine: (stream, line) => log.line("dynamodb", stream, line),
  });

  const expirePreviews = (): void => {
    expire(objects, [{ prefix: "previews/", maxAgeMs: dayMs }], clock()).catch((error: unknown) => {
      console.error("Expired previews were not deleted:", error);
    });
  };
  expirePreviews();
  const expiryTimer = setInterval(expirePreviews, expireEveryMs);

  const urlOf = (queue: Queue): string => `${awsOrigin}/${accountId}/${queue.settings.name}`;
  return {
    s3: createS3({
      context: {
        bucket: bucketName,
        region,
        store: objects,
        events: uploadEvents,
        credentials,
        clock,
      },
      faults,
      allowedOrigins,
    }),
    services: [
      dynamo.handle,
      createSqs({
        queues: [editQueue, failedEdits, uploadQueue, failedUploads],
        origin: awsOrigin,
        verifySigV4,
      }),
    ],
    uploadEvents,
    editQueue,
    env: {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_S3: s3Origin,
      AWS_ENDPOINT_URL_DYNAMODB: awsOrigin,
      AWS_ENDPOINT_URL_SQS: awsOrigin,
      TABLE_NAME: tableName,
      BUCKET_NAME: bucketName,
      EDIT_QUEUE_URL: urlOf(editQueue),
      EDIT_DLQ_URL: urlOf(failedEdits),
    },
    ready: () => dynamo.ready(),
    async stop() {
      clearInterval(expiryTimer);
      await dynamo.stop();
    },
  };
}

const dayMs = 24 * 3600 * 1000;
const expireEveryMs = 10 * 60_000;
/** A minute more than the longest function may take, as deployed: nobody else takes what is still being worked on. */
const workVisibilityMs = 360_000;
