import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { outside } from "#functions/aws/outside.ts";
import { type Queue } from "#functions/ports.ts";

export function sqsQueue({ queueUrl }: { readonly queueUrl: string }): Queue {
  const client = new SQSClient({});
  return {
    send: (message) =>
      outside("Sending a message", async () => {
        await client.send(
          new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }),
        );
      }),
  };
}
