import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { type ChildProcess, fork } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod/mini";
import { type UserId } from "#core/ids.ts";
import { entityTypes } from "#functions/records/item.ts";
import { prefixesOf, recordKeys } from "#core/keys.ts";
import { tsxLoader } from "#local/child/tsx-loader.ts";
import { accountId, bucketName, region, tableName } from "#local/config.ts";
import { loadSecrets } from "#local/credentials.ts";

/** Other functions than the product's, and how many messages one process of them works on at a time. */
export interface Handlers {
  readonly dir: string;
  readonly messagesAtOnce: number;
}

/** The embedded cloud in a process of its own, to be killed and started again on the same data. */
export async function openCloud(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
  handlers?: Handlers,
) {
  let running = await start(dataDir, env, handlers);
  const { credentials, adminToken } = loadSecrets(dataDir);
  const admin = async (method: "POST" | "DELETE", body: object = {}): Promise<unknown> => {
    const answer = await fetch(`${running.awsUrl}/_local/faults`, {
      method,
      headers: { "x-reimagine-token": adminToken },
      ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`the fault was not taken: ${await answer.text()}`);
    return answer.json();
  };
  const options = () => ({ region, credentials, maxAttempts: 5 });

  return {
    url: () => `${running.awsUrl}/graphql`,
    awsUrl: () => running.awsUrl,
    s3Url: () => running.s3Url,
    outputs: () => running.outputs,
    addFault: (rule: object) => admin("POST", rule),
    /** @returns how many strikes the rules had left */
    clearFaults: async () => z.object({ left: z.number() }).parse(await admin("DELETE")).left,

    send: async (message: object, delaySeconds: number): Promise<void> => {
      const sqs = new SQSClient({ ...options(), endpoint: running.awsUrl });
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: `${running.awsUrl}/${accountId}/reimagine-edits`,
          MessageBody: JSON.stringify(message),
          DelaySeconds: delaySeconds,
        }),
      );
      sqs.destroy();
    },

    rowsOf: async (user: UserId) => {
      const client = new DynamoDBClient({ ...options(), endpoint: running.awsUrl });
      const dynamo = DynamoDBDocumentClient.from(client);
      const rows: z.infer<typeof row>[] = [];
      for (let from: Record<string, unknown> | undefined; ;) {
        const page = await dynamo.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: "PK = :PK",
            ExpressionAttributeValues: { ":PK": recordKeys.partition(user) },
            ConsistentRead: true,
            ExclusiveStartKey: from,
          }),
        );
        rows.push(...(page.Items ?? []).map((item) => row.parse(item)));
        from = page.LastEvaluatedKey;
        if (from === undefined) break;
      }
      client.destroy();
      return rows;
    },

    keysOf: async (user: UserId): Promise<readonly string[]> => {
      const s3 = new S3Client({ ...options(), endpoint: running.s3Url, forcePathStyle: true });
      const keys: string[] = [];
      for (const Prefix of prefixesOf(user))
        for (let StartAfter: string | undefined; ;) {
          const { Contents = [] } = await s3.send(
            new ListObjectsV2Command({ Bucket: bucketName, Prefix, StartAfter }),
          );
          keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
          StartAfter = keys.at(-1);
          if (Contents.length < 1000) break;
        }
      s3.destroy();
      return keys;
    },

    /** kill -9 for every process that runs this function. @returns how many */
    killFunction: (name: string): number => {
      const pids = childrenOf(running.child.pid ?? 0).filter((pid) => commandOf(pid).includes(`${name}.ts`));
      for (const pid of pids) process.kill(pid, "SIGKILL");
      return pids.length;
    },

    killServer: async (): Promise<void> => {
      const gone = new Promise((resolve) => running.child.once("exit", resolve));
      running.child.kill("SIGKILL");
      await gone;
      running = await start(dataDir, env, handlers);
    },

    /** The server, and its children by what they run. */
    parts: (): Readonly<Record<string, Used>> => {
      const server = running.child.pid ?? 0;
      const parts: Record<string, Used> = { server: usedBy(server) };
      for (const pid of childrenOf(server)) {
        const name = /(api|on-upload|edit-worker)\.ts/.exec(commandOf(pid))?.[1] ?? "dynamodb";
        const [before, more] = [parts[name] ?? { bytes: 0, cpuMs: 0 }, usedBy(pid)];
        parts[name] = { bytes: before.bytes + more.bytes, cpuMs: before.cpuMs + more.cpuMs };
      }
      return parts;
    },

    stop: async (): Promise<void> => {
      const gone = new Promise((resolve) => running.child.once("exit", resolve));
      running.child.kill("SIGTERM");
      await gone;
    },
  };
}

const row = z.looseObject({
  PK: z.string(),
  SK: z.string(),
  EntityType: z.enum(entityTypes),
  Data: z.record(z.string(), z.unknown()),
  TTL: z.optional(z.number()),
  Count: z.optional(z.number()),
});

const started = z.object({ s3Url: z.string(), awsUrl: z.string(), outputs: z.unknown() });

async function start(
  dataDir: string,
  env: Readonly<Record<string, string>>,
  handlers: Handlers | undefined,
): Promise<z.infer<typeof started> & { readonly child: ChildProcess }> {
  const entry = fileURLToPath(new URL("cloud-process.ts", import.meta.url));
  const given = handlers === undefined ? [] : [handlers.dir, String(handlers.messagesAtOnce)];
  const child = fork(entry, [dataDir, ...given], {
    execArgv: ["--import", tsxLoader],
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const said = await Promise.race([
    new Promise((resolve) => child.once("message", resolve)),
    new Promise((_, reject) =>
      child.once("exit", (code) => reject(new Error(`the cloud left with ${code}`))),
    ),
  ]);
  return { ...started.parse(said), child };
}

function childrenOf(pid: number): readonly number[] {
  // A child belongs to the thread that made it.
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8")
      .trim()
      .split(" ")
      .filter(Boolean)
      .map(Number),
  );
}

const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, "utf8");

/** What a process has in memory, and has computed since it began. */
export interface Used {
  readonly bytes: number;
  readonly cpuMs: number;
}

function usedBy(pid: number): Used {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  // proc(5): what follows the name in brackets begins with field 3; 14 and 15 are ticks of 10 ms.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return { bytes: Number(kilobytes ?? 0) * 1024, cpuMs: (Number(fields[11]) + Number(fields[12])) * 10 };
}
