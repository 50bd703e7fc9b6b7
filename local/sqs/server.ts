import { randomUUID } from "node:crypto";
import { type ServerResponse } from "node:http";
import { accountId } from "#local/config.ts";
import { header, type Handle, sendJson } from "#local/http.ts";
import { signatureStatus, type VerifySigV4 } from "#local/sigv4.ts";
import { type SqsAction, sqsActions } from "#local/sqs/actions.ts";
import { SqsError } from "#local/sqs/error.ts";
import { type Queue } from "#local/sqs/queue.ts";

/** Answers Amazon SQS's JSON protocol for `queues`. */
export function createSqs({
  queues,
  origin,
  verifySigV4,
}: {
  queues: readonly Queue[];
  /** Where the service is reached, as in `http://127.0.0.1:4302`. */
  origin: string;
  verifySigV4: VerifySigV4;
}): Handle {
  const byName = new Map(queues.map((queue) => [queue.settings.name, queue]));

  return async (request, response) => {
    const target = header(request.headers, "x-amz-target");
    if (!target?.startsWith(targetPrefix)) return false;
    const verified = verifySigV4(request, request.body, "sqs");
    if (!verified.ok) {
      refuse(response, new SqsError(verified.code, verified.message, signatureStatus[verified.code]));
      return true;
    }
    try {
      const action = actions.get(target.slice(targetPrefix.length));
      if (!action)
        throw new SqsError("InvalidAction", `The action ${target} is not valid for this endpoint.`);
      const input = parseJson(request.body);
      const context = {
        queues: byName,
        urlOf: (queue: Queue) => queueUrl(origin, queue),
        signal: goneSignal(response),
      };
      sendJson(response, 200, await action(context, input), jsonHeaders());
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      refuse(response, error);
    }
    return true;
  };
}

const queueUrl = (origin: string, { settings }: Queue): string => `${origin}/${accountId}/${settings.name}`;

const targetPrefix = "AmazonSQS.";
const actions: ReadonlyMap<string, SqsAction> = new Map(Object.entries(sqsActions));

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new SqsError("SerializationException", "The body is not JSON.");
    throw cause;
  }
}

function refuse(response: ServerResponse, error: SqsError): void {
  const body = { __type: `com.amazonaws.sqs#${error.code}`, message: error.message };
  sendJson(response, error.status, body, {
    ...jsonHeaders(),
    "x-amzn-query-error": `${olderCode[error.code] ?? error.code};Sender`,
  });
}

/** Codes of the protocol before this one, by which the SDK finds the exception's class. */
const olderCode: Readonly<Record<string, string>> = {
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  TooManyEntriesInBatchRequest: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
  BatchRequestTooLong: "AWS.SimpleQueueService.BatchRequestTooLong",
  UnsupportedOperation: "AWS.SimpleQueueService.UnsupportedOperation",
};

function jsonHeaders(): Record<string, string> {
  return { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": randomUUID() };
}

/** Fires when the client leaves before its answer, so that a long poll gives nothing to nobody. */
function goneSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.on("close", () => controller.abort());
  return controller.signal;
}
