import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod/mini";
import { tsxLoader } from "#local/child/tsx-loader.ts";

export type CloudProcess = {
  readonly pid: number;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly dynamo: DynamoDBDocumentClient;
  readonly awsUrl: string;
  readonly env: Readonly<Record<string, string>>;
  /** The numbers of its child processes, where /proc tells them. */
  children(): number[];
  /** Ends it and resolves when it is gone. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
};

/** Starts a real cloud in a process of its own, with the fixture functions, so that it can really be killed. */
export async function startCloudProcess(dataDir: string): Promise<CloudProcess> {
  const entry = fileURLToPath(new URL("../fixtures/cloud-process.ts", import.meta.url));
  const child = fork(entry, [dataDir], {
    execArgv: ["--import", tsxLoader],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const output: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => output.push(chunk));
  const gone = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  const started = startedMessage.parse(
    await Promise.race([
      new Promise((resolve) => child.on("message", resolve)),
      gone.then(() =>
        Promise.reject(new Error(`The cloud did not start:\n${Buffer.concat(output).toString()}`)),
      ),
    ]),
  );
  const { env } = started;
  const options = {
    region: "us-west-2",
    credentials: {
      accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "",
    },
    maxAttempts: 1,
  };
  return {
    pid: child.pid ?? 0,
    awsUrl: started.awsUrl,
    env,
    s3: new S3Client({ ...options, endpoint: started.s3Url }),
    sqs: new SQSClient({ ...options, endpoint: started.awsUrl }),
    dynamo: DynamoDBDocumentClient.from(new DynamoDBClient({ ...options, endpoint: started.awsUrl })),
    children: () =>
      readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim().split(" ").map(Number),
    async end(signal) {
      child.kill(signal);
      await gone;
    },
  };
}

const startedMessage = z.object({
  s3Url: z.string(),
  awsUrl: z.string(),
  env: z.record(z.string(), z.string()),
});
