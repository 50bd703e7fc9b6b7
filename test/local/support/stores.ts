import { S3Client } from "@aws-sdk/client-s3";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAwsFront } from "#local/aws-front.ts";
import { region } from "#local/config.ts";
import { loadSecrets } from "#local/credentials.ts";
import { createFaults, type Faults } from "#local/faults.ts";
import { type FunctionLog } from "#local/lambda/function-log.ts";
import { type Listening, listenOnLoopback } from "#local/listen.ts";
import { createSigV4, type Credentials } from "#local/sigv4.ts";
import { openStores, type Stores } from "#local/stores.ts";

export type RunningStores = {
  readonly stores: Stores;
  readonly faults: Faults;
  readonly s3Url: string;
  readonly awsUrl: string;
  readonly dataDir: string;
  readonly adminToken: string;
  readonly credentials: Credentials;
  readonly env: (name: string) => string;
  /** Moves the clock that retention and visibility, expiry and the signatures of S3 are judged by. */
  readonly clock: { offsetMs: number };
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly dynamo: DynamoDBDocumentClient;
  stop(): Promise<void>;
};

export const appOrigin = "http://localhost:4300";

/** S3, DynamoDB and SQS on free ports, with the official clients pointed at them. */
export async function runStores({
  dataDir = freshDir(),
  database = true,
}: { dataDir?: string; database?: boolean } = {}): Promise<RunningStores> {
  const clock = { offsetMs: 0 };
  const now = (): number => Date.now() + clock.offsetMs;
  const { credentials, adminToken } = loadSecrets(dataDir);
  const s3Listening: Listening = await listenOnLoopback(0, { alsoIpv6: false });
  const awsListening = await listenOnLoopback(0, { alsoIpv6: false });
  const s3Url = `http://127.0.0.1:${s3Listening.port}`;
  const awsUrl = `http://127.0.0.1:${awsListening.port}`;
  const faults = createFaults();
  const stores = openStores({
    dataDir,
    s3Origin: s3Url,
    awsOrigin: awsUrl,
    allowedOrigins: [appOrigin],
    credentials,
    verifySigV4: createSigV4({ credentials, region, clock: Date.now }),
    faults,
    log: silentLog,
    clock: now,
  });
  s3Listening.serve(stores.s3);
  awsListening.serve(
    createAwsFront({ services: stores.services, faults, allowedOrigins: [appOrigin], adminToken }),
  );
  if (database) await stores.ready();

  const options = { region, credentials, maxAttempts: 1 };
  const s3 = new S3Client({ ...options, endpoint: s3Url });
  const sqs = new SQSClient({ ...options, endpoint: awsUrl });
  const base = new DynamoDBClient({ ...options, endpoint: awsUrl });
  return {
    stores,
    faults,
    s3Url,
    awsUrl,
    dataDir,
    adminToken,
    credentials,
    clock,
    s3,
    sqs,
    dynamo: DynamoDBDocumentClient.from(base),
    env: (name) => {
      const value = stores.env[name];
      if (value === undefined) throw new Error(`There is no ${name}.`);
      return value;
    },
    async stop() {
      for (const client of [s3, sqs, base]) client.destroy();
      await s3Listening.close();
      await awsListening.close();
      await stores.stop();
    },
  };
}

export function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "reimagine-test-"));
  process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

const silentLog: FunctionLog = { line: () => undefined };
