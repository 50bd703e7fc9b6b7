/** How a metric is measured, in CloudWatch's words. */
export type MetricUnit = "Count" | "Milliseconds" | "None";

interface MetricEvent {
  /** The fact of the log line that tells one kind from another. */
  readonly dimension: string;
  /** Facts of the line that are measured. */
  readonly metrics: Readonly<Record<string, MetricUnit>>;
}

/**
 * The events of the log that are measured, and what of them. The functions write them (functions/metrics.ts), the
 * dashboard and the alarms read them (amplify/custom). Dollars have no unit of their own.
 */
export const metricEvents = {
  /** An edit has come to its end. `EditErrors` is 1 for one that failed. */
  "edit-ended": {
    dimension: "editType",
    metrics: { Edits: "Count", EditErrors: "Count", EditMs: "Milliseconds", EditUsd: "None" },
  },
  /** A model was asked. `ModelFaults` is 1 when it gave no answer. */
  "model-called": {
    dimension: "modelId",
    metrics: { ModelCalls: "Count", ModelFaults: "Count", ModelMs: "Milliseconds", ModelUsd: "None" },
  },
  /** A worker has done what a message of the queue asks for. */
  "worked-off": { dimension: "kind", metrics: { WorkDone: "Count" } },
  /** It could not, and the message comes again. */
  "work-failed": { dimension: "function", metrics: { WorkFailed: "Count" } },
  /** The lifecycle guard looked: `ModelsGone` counts the models of the catalogue that are legacy or missing. */
  "models-checked": {
    dimension: "function",
    metrics: { ModelsGone: "Count" },
  },
} as const satisfies Readonly<Record<string, MetricEvent>>;

/** The events of {@link metricEvents} by name, or undefined for one that is only a line. */
export const metricEvent = (event: string): MetricEvent | undefined =>
  Object.entries(metricEvents).find(([name]) => name === event)?.[1];
