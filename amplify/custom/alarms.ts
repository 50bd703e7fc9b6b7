import { Duration, type Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Operation } from "aws-cdk-lib/aws-dynamodb";
import { type IQueue } from "aws-cdk-lib/aws-sqs";
import { type ITopic } from "aws-cdk-lib/aws-sns";
import { apiMetric, fiveMinutes, ours, percent, type Watched } from "./watched.ts";

/**
 * Rings where somebody must look; what to do stands in each description.
 * @param usdPerDay dollars for models in one day that are worth being called for
 */
export function ringAlarms(stack: Stack, watched: Watched, topic: ITopic, usdPerDay: number): void {
  const tell = new SnsAction(topic);
  const ring = (id: string, alarmDescription: string, { metric, above, of = 1, within = of }: When): void => {
    new Alarm(stack, id, {
      alarmDescription,
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      datapointsToAlarm: of,
      evaluationPeriods: within,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(tell);
  };
  const { functions, queues, table } = watched;

  ring("EditsFailed", "Work failed three times: look at its reason, then redrive (docs/deploy.md).", {
    metric: waiting(queues.failedEdits),
    above: 0,
  });
  ring("UploadsFailed", "A photo arrived and could not be handled three times.", {
    metric: waiting(queues.failedUploads),
    above: 0,
  });
  ring(
    "EditsWait",
    "The oldest edit has waited ten minutes: more workers, or a model that does not answer.",
    {
      metric: queues.edits.metricApproximateAgeOfOldestMessage({ period: fiveMinutes, statistic: "Maximum" }),
      above: 600,
      of: 2,
      within: 3,
    },
  );

  for (const [name, lambda] of Object.entries(functions)) {
    const id = name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    ring(
      `${id}Errors`,
      `More than 5 % of the invocations of ${name} failed: a bug, or a service that is down.`,
      {
        metric: percent(name, lambda.metricErrors(sum), lambda.metricInvocations(sum)),
        above: 5,
        of: 2,
        within: 3,
      },
    );
    ring(`${id}Throttles`, `${name} was not started: the account's concurrency is used up.`, {
      metric: lambda.metricThrottles(sum),
      above: 0,
      of: 2,
      within: 3,
    });
  }
  ring("GraphqlErrors", "More than 5 % of the API's requests ended in an error that is ours.", {
    metric: percent("API", apiMetric(watched, "5XXError"), apiMetric(watched, "Requests")),
    above: 5,
    of: 2,
    within: 3,
  });
  ring(
    "WorkErrors",
    "More than 5 % of the queue's work failed: its worker answers for each message itself.",
    {
      metric: new MathExpression({
        label: "Work",
        expression: "100 * FILL(failed, 0) / (FILL(failed, 0) + FILL(done, 0))",
        usingMetrics: {
          failed: ours(watched, "work-failed", "WorkFailed", { statistic: "Sum" }),
          done: ours(watched, "worked-off", "WorkDone", { statistic: "Sum" }),
        },
        period: fiveMinutes,
      }),
      above: 5,
      of: 2,
      within: 3,
    },
  );
  ring("TableThrottles", "The table refused requests: see the limits in amplify/custom/sizes.ts.", {
    metric: table.metricThrottledRequestsForOperations({ operations: used, period: fiveMinutes }),
    above: 0,
    of: 2,
    within: 3,
  });
  ring("ModelFaults", "More than a quarter of the calls of models failed: see the dashboard for which.", {
    metric: percent(
      "Models",
      ours(watched, "model-called", "ModelFaults", { statistic: "Sum" }),
      ours(watched, "model-called", "ModelCalls", { statistic: "Sum" }),
    ),
    above: 25,
    of: 2,
    within: 3,
  });
  ring("ModelsGone", "A model of the catalogue is legacy or missing; edits go to the next candidate.", {
    metric: ours(watched, "models-checked", "ModelsGone", { statistic: "Maximum", period: aDay }),
    above: 0,
  });
  ring("DayIsDear", `Models cost more than ${usdPerDay} dollars in a day.`, {
    metric: ours(watched, "model-called", "ModelUsd", { statistic: "Sum", period: aDay }),
    above: usdPerDay,
  });
}

interface When {
  readonly metric: IMetric;
  readonly above: number;
  /** In so many of the last `within` periods; one of one when left out. */
  readonly of?: number;
  readonly within?: number;
}

const waiting = (queue: IQueue): IMetric =>
  queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: "Maximum" });

const sum = { period: fiveMinutes, statistic: "Sum" };
const aDay = Duration.days(1);
const used = [
  Operation.GET_ITEM,
  Operation.QUERY,
  Operation.PUT_ITEM,
  Operation.UPDATE_ITEM,
  Operation.TRANSACT_WRITE_ITEMS,
];
