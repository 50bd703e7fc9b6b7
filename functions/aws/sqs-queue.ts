import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { outside } from "#functions/aws/outside.ts";
import { type Queue } from "#functions/ports.ts";
import { correlationId } from "#functions/trace.ts";

/** Each message names the request it comes from. */
export function sqsQueue({ queueUrl }: { readonly queueUrl: string }): Queue {
  const client = new SQSClient({});
  return {
    send: (message) =>
      outside("Sending a message", async () => {
        const MessageBody = JSON.stringify({ ...message, correlationId: correlationId() });
        await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
      }),
  };
}
