import { Duration } from "aws-cdk-lib";
import { MathExpression, Metric, type IMetric } from "aws-cdk-lib/aws-cloudwatch";
import { type CfnGraphQLApi } from "aws-cdk-lib/aws-appsync";
import { type ITable } from "aws-cdk-lib/aws-dynamodb";
import { type IFunction } from "aws-cdk-lib/aws-lambda";
import { type metricEvents } from "../../core/watch/metrics.ts";
import { type Queues } from "./queues.ts";

/** What the alarms and the dashboard look at. */
export interface Watched {
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly api: CfnGraphQLApi;
  readonly table: ITable;
  readonly queues: Queues;
  /** Of the metrics that the functions write, core/watch/metrics.ts. */
  readonly namespace: string;
}

type Event = keyof typeof metricEvents;
type MetricOf<E extends Event> = keyof (typeof metricEvents)[E]["metrics"] & string;

/** A metric of ours, of one kind or, without one, over all. */
export const ours = <E extends Event>(
  { namespace }: Pick<Watched, "namespace">,
  _event: E,
  metricName: MetricOf<E>,
  more: {
    readonly statistic: string;
    readonly period?: Duration;
    readonly dimensionsMap?: Readonly<Record<string, string>>;
  },
): Metric => new Metric({ namespace, metricName, period: fiveMinutes, ...more });

/** Of the whole API: AppSync's own counters. */
export const apiMetric = ({ api }: Pick<Watched, "api">, metricName: string): Metric =>
  new Metric({
    namespace: "AWS/AppSync",
    metricName,
    dimensionsMap: { GraphQLAPIId: api.attrApiId },
    statistic: "Sum",
    period: fiveMinutes,
  });

/** So many of a hundred; no data where there was nothing. The label names it within its graph. */
export function percent(label: string, bad: IMetric, all: IMetric): MathExpression {
  const id = label.toLowerCase().replaceAll(/\W/g, "_");
  return new MathExpression({
    label,
    expression: `100 * FILL(bad_${id}, 0) / all_${id}`,
    usingMetrics: { [`bad_${id}`]: bad, [`all_${id}`]: all },
    period: fiveMinutes,
  });
}

export const fiveMinutes = Duration.minutes(5);
