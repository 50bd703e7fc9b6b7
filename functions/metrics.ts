import { metricEvent } from "#core/watch/metrics.ts";
import { type LogFacts } from "#functions/ports.ts";

/**
 * What makes a line of the log a metric: CloudWatch's embedded metric format, which it reads out of the log by itself.
 * Each metric counts by the event's own dimension and over everything. Nothing for an event that is not measured, or
 * where no namespace was given, as on a laptop.
 * @param nowMs milliseconds since 1970
 */
export function metricsOf(event: string, facts: LogFacts, nowMs: number): object {
  const namespace = process.env["METRICS_NAMESPACE"];
  const measured = metricEvent(event);
  if (namespace === undefined || measured === undefined) return {};
  const given = Object.entries(measured.metrics).filter(([name]) => typeof facts[name] === "number");
  return {
    _aws: {
      Timestamp: nowMs,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [[measured.dimension], []],
          Metrics: given.map(([Name, Unit]) => ({ Name, Unit })),
        },
      ],
    },
  };
}
