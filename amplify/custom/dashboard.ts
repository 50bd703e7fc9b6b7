import { type Stack } from "aws-cdk-lib";
import { Dashboard, GraphWidget, type IMetric, PeriodOverride } from "aws-cdk-lib/aws-cloudwatch";
import { editTypes } from "../../core/edit/edit-type.ts";
import { catalogue } from "../../core/models/catalogue.ts";
import { apiMetric, fiveMinutes, ours, percent, type Watched } from "./watched.ts";

/** How it goes: edits by type (how many, how many failed, how long, for how much), models, waiting, functions. */
export function drawDashboard(stack: Stack, watched: Watched): void {
  const ofType = (editType: string) => ({ dimensionsMap: { editType } });
  const ofModel = (modelId: string) => ({ dimensionsMap: { modelId } });
  const models = Object.values(catalogue).filter(({ region }) => region !== "here");
  const { queues, functions } = watched;

  const dashboard = new Dashboard(stack, "Reimagine", { periodOverride: PeriodOverride.AUTO });
  dashboard.addWidgets(
    graph(
      "Edits",
      editTypes.map((type) => ours(watched, "edit-ended", "Edits", { statistic: "Sum", ...ofType(type) })),
    ),
    graph(
      "Edits that failed, %",
      editTypes.map((type) =>
        percent(
          type,
          ours(watched, "edit-ended", "EditErrors", { statistic: "Sum", ...ofType(type) }),
          ours(watched, "edit-ended", "Edits", { statistic: "Sum", ...ofType(type) }),
        ),
      ),
    ),
    graph(
      "Time of an edit, p50 and p95, ms",
      editTypes.flatMap((type) =>
        ["p50", "p95"].map((statistic) =>
          ours(watched, "edit-ended", "EditMs", { statistic, ...ofType(type) }).with({
            label: `${type} ${statistic}`,
          }),
        ),
      ),
    ),
    graph(
      "Price of edits, dollars",
      editTypes.map((type) => ours(watched, "edit-ended", "EditUsd", { statistic: "Sum", ...ofType(type) })),
    ),
  );
  dashboard.addWidgets(
    graph(
      "Calls of models",
      models.map(({ id }) =>
        ours(watched, "model-called", "ModelCalls", { statistic: "Sum", ...ofModel(id) }),
      ),
    ),
    graph(
      "Calls that failed",
      models.map(({ id }) =>
        ours(watched, "model-called", "ModelFaults", { statistic: "Sum", ...ofModel(id) }),
      ),
    ),
    graph(
      "Time of a call, p95, ms",
      models.map(({ id }) => ours(watched, "model-called", "ModelMs", { statistic: "p95", ...ofModel(id) })),
    ),
    graph("Dollars for models", [ours(watched, "model-called", "ModelUsd", { statistic: "Sum" })]),
  );
  dashboard.addWidgets(
    graph("Edits that wait", [queues.edits.metricApproximateNumberOfMessagesVisible()]),
    graph("Oldest edit that waits, s", [queues.edits.metricApproximateAgeOfOldestMessage()]),
    graph("Work and uploads that failed three times", [
      queues.failedEdits.metricApproximateNumberOfMessagesVisible(),
      queues.failedUploads.metricApproximateNumberOfMessagesVisible(),
    ]),
    graph("Requests of the API", [apiMetric(watched, "Requests"), apiMetric(watched, "5XXError")]),
  );
  const each = Object.values(functions);
  dashboard.addWidgets(
    graph(
      "Invocations",
      each.map((of) => of.metricInvocations()),
    ),
    graph(
      "Errors",
      each.map((of) => of.metricErrors()),
    ),
    graph(
      "Throttles",
      each.map((of) => of.metricThrottles()),
    ),
    graph(
      "Duration, p95",
      each.map((of) => of.metricDuration({ statistic: "p95" })),
    ),
  );
}

const graph = (title: string, left: IMetric[]): GraphWidget =>
  new GraphWidget({ title, left, width: 6, height: 6, period: fiveMinutes });
