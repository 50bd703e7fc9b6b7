import { Duration, type Stack } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { maxDeliveries } from "../../core/limits/times.ts";

export interface Queues {
  /** Edits waiting for a worker. */
  readonly edits: Queue;
  /** Edits that failed three times, kept 14 days to be looked at. */
  readonly failedEdits: Queue;
  /** Arrivals that on-upload could not handle. */
  readonly failedUploads: Queue;
}

/** `workerTimeoutSeconds`: a message stays hidden a minute longer, so that nobody else takes an edit still being made. */
export function editQueues(stack: Stack, workerTimeoutSeconds: number): Queues {
  const failedEdits = letters(stack, "FailedEdits");
  const edits = new Queue(stack, "Edits", {
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(workerTimeoutSeconds + 60),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: failedEdits, maxReceiveCount: maxDeliveries + 1 },
  });
  return { edits, failedEdits, failedUploads: letters(stack, "FailedUploads") };
}

const letters = (stack: Stack, id: string): Queue =>
  new Queue(stack, id, { enforceSSL: true, retentionPeriod: Duration.days(14) });
