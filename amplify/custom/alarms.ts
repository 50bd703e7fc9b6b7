import { Duration, type Stack } from "aws-cdk-lib";
import { Alarm, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Topic } from "aws-cdk-lib/aws-sns";
import { type IQueue } from "aws-cdk-lib/aws-sqs";
import { type Queues } from "./queues.ts";

/** Rings as soon as one message waits in a dead-letter queue. Who is to be told subscribes to the topic. */
export function alarmOnFailures(stack: Stack, queues: Queues): void {
  const tell = new SnsAction(new Topic(stack, "Alarms", { enforceSSL: true }));
  const whenNotEmpty = (id: string, queue: IQueue, alarmDescription: string): void => {
    new Alarm(stack, id, {
      alarmDescription,
      metric: queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: "Maximum",
      }),
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(tell);
  };
  whenNotEmpty(
    "EditsFailed",
    queues.failedEdits,
    "An edit failed three times: look into its message, then redrive.",
  );
  whenNotEmpty(
    "UploadsFailed",
    queues.failedUploads,
    "A photo arrived and could not be handled three times.",
  );
}
