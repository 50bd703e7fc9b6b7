import { Duration, Stack } from "aws-cdk-lib";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { type Queue } from "aws-cdk-lib/aws-sqs";

/** Every hour a worker looks for what interrupted steps left: functions/sweep. It is work like any other. */
export function sweepHourly(edits: Queue): void {
  const hourly = new Rule(Stack.of(edits), "Sweep", { schedule: Schedule.rate(Duration.hours(1)) });
  hourly.addTarget(new SqsQueue(edits, { message: RuleTargetInput.fromObject({ kind: "sweep" }) }));
}
