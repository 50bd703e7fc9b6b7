import { randomUUID } from "node:crypto";
import { type ServerResponse } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ChildDied, ChildTimedOut, superviseChild } from "#local/child/supervise.ts";
import { ensureTable } from "#local/dynamodb/table.ts";
import { dynamoReply, type DynamoReply } from "#local/dynamodb/wire.ts";
import { makeDir } from "#local/files.ts";
import { header, type Handle, sendJson } from "#local/http.ts";
import { signatureStatus, type VerifySigV4 } from "#local/sigv4.ts";

/** DynamoDB in a process of its own, so that a throw inside dynalite takes nothing else down. */
export type DynamoServer = {
  readonly handle: Handle;
  /** Starts the process and makes the table. */
  ready(): Promise<void>;
  stop(): Promise<void>;
};

export function createDynamo({
  dataDir,
  verifySigV4,
  onLine,
}: {
  dataDir: string;
  verifySigV4: VerifySigV4;
  onLine: (stream: "stdout" | "stderr", line: string) => void;
}): DynamoServer {
  const child = superviseChild({
    entry: fileURLToPath(new URL("./child.ts", import.meta.url)),
    args: [makeDir(join(dataDir, "dynamodb"))],
    env: { AWS_REGION: "us-west-2" },
    memoryMb: 512,
    onLine,
  });
  const call = async (operation: string, input: unknown): Promise<DynamoReply> => {
    try {
      return dynamoReply.parse(await child.request({ operation, input }, requestLimitMs));
    } catch (error) {
      if (!(error instanceof ChildDied) && !(error instanceof ChildTimedOut)) throw error;
      // As when a node of the real one fails: the SDK asks again.
      return { status: 500, body: { __type: "InternalServerError", message: error.message } };
    }
  };

  return {
    async handle(request, response) {
      const target = header(request.headers, "x-amz-target");
      if (!target?.startsWith(targetPrefix)) return false;
      const verified = verifySigV4(request, request.body, "dynamodb");
      if (!verified.ok) {
        const { code, message } = verified;
        const body = { __type: `com.amazon.coral.service#${authenticationError[code] ?? code}`, message };
        answer(response, { status: signatureStatus[code] === 403 ? 400 : signatureStatus[code], body });
        return true;
      }
      const input = parseJson(request.body);
      if (input === undefined) {
        const body = {
          __type: "com.amazon.coral.service#SerializationException",
          message: "The body is not JSON.",
        };
        answer(response, { status: 400, body });
        return true;
      }
      answer(response, await call(target.slice(targetPrefix.length), input));
      return true;
    },
    async ready() {
      await child.ready().catch((cause: unknown) => {
        throw new ChildDied(`The database in ${dataDir} does not start.`, { cause });
      });
      await ensureTable(async (operation, input) => {
        const { status, body } = await call(operation, input);
        if (status !== 200) throw new Error(`DynamoDB refused ${operation}: ${JSON.stringify(body)}`);
        return body;
      });
    },
    stop: () => child.stop(),
  };
}

const targetPrefix = "DynamoDB_20120810.";
const requestLimitMs = 30_000;

/** DynamoDB has names of its own for two of the refusals. */
const authenticationError: Readonly<Record<string, string>> = {
  MissingAuthenticationToken: "MissingAuthenticationTokenException",
  InvalidClientTokenId: "UnrecognizedClientException",
  SignatureDoesNotMatch: "InvalidSignatureException",
  IncompleteSignature: "IncompleteSignatureException",
  RequestExpired: "InvalidSignatureException",
};

/** undefined: not JSON. */
function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, { status, body }: DynamoReply): void {
  sendJson(response, status, body, {
    "content-type": "application/x-amz-json-1.0",
    "x-amzn-requestid": randomUUID(),
  });
}
