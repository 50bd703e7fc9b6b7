import { expect, it } from "vitest";
import { editTypes } from "#core/edit/edit-type.ts";
import { metricEvents } from "#core/watch/metrics.ts";
import { at, type Backend, type Json, listOf, only, type Resource, written } from "./synthesis.ts";

/** Alarms, dashboard, logs. */
export function checkWatching(backend: () => Backend, functions: readonly string[]): void {
  const alarms = (): readonly Resource[] => backend().of("AWS::CloudWatch::Alarm");
  const alarm = (id: string): Resource =>
    only(alarms().filter(({ path }) => path.endsWith(`/${id}/Resource`)));
  const expression = (id: string): Json | undefined =>
    listOf(alarm(id).properties["Metrics"])
      .map((metric) => at(metric, "Expression"))
      .find((each) => each !== undefined);

  it("every alarm says what to do and tells the topic", () => {
    for (const { properties } of alarms()) {
      expect(String(properties["AlarmDescription"]).length).toBeGreaterThan(20);
      expect(listOf(properties["AlarmActions"])).toHaveLength(1);
      expect(properties).toMatchObject({ ComparisonOperator: "GreaterThanThreshold" });
    }
  });

  it("the topic lets CloudWatch and the budget speak, of this account, and only over TLS", () => {
    const said = listOf(at(backend().one("AWS::SNS::TopicPolicy").properties, "PolicyDocument", "Statement"));
    const speakers = said.filter((statement) => at(statement, "Effect") === "Allow");
    expect(speakers.map((statement) => at(statement, "Principal", "Service"))).toEqual([
      "cloudwatch.amazonaws.com",
      "budgets.amazonaws.com",
    ]);
    for (const statement of speakers)
      expect(at(statement, "Condition", "StringEquals", "aws:SourceAccount")).toEqual({
        Ref: "AWS::AccountId",
      });
    expect(said).toContainEqual(
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    );
  });

  for (const id of ["EditsFailed", "UploadsFailed"])
    it(`${id} rings at the first message in the dead-letter queue`, () => {
      expect(alarm(id).properties).toMatchObject({
        MetricName: "ApproximateNumberOfMessagesVisible",
        Threshold: 0,
        EvaluationPeriods: 1,
      });
    });

  it("the oldest edit that waits rings after ten minutes", () => {
    expect(alarm("EditsWait").properties).toMatchObject({
      MetricName: "ApproximateAgeOfOldestMessage",
      Threshold: 600,
    });
  });

  for (const name of ["Api", "OnUpload", "EditWorker", "ModelLifecycle"])
    it(`${name} rings above 5 % errors, and when it is throttled`, () => {
      expect(alarm(`${name}Errors`).properties).toMatchObject({ Threshold: 5 });
      expect(expression(`${name}Errors`)).toMatch(/^100 \* /);
      expect(alarm(`${name}Throttles`).properties).toMatchObject({ MetricName: "Throttles", Threshold: 0 });
    });

  it("the API, the queue's work and the table ring too", () => {
    expect(alarm("GraphqlErrors").properties).toMatchObject({ Threshold: 5 });
    expect(alarm("WorkErrors").properties).toMatchObject({ Threshold: 5 });
    expect(alarm("TableThrottles").properties).toMatchObject({ Threshold: 0 });
  });

  it("a day's price and a model that is gone ring, by the metrics the functions write", () => {
    expect(alarm("DayIsDear").properties).toMatchObject({
      MetricName: "ModelUsd",
      Period: 86_400,
      Statistic: "Sum",
      Threshold: 50,
    });
    expect(alarm("ModelsGone").properties).toMatchObject({ MetricName: "ModelsGone", Threshold: 0 });
    const names = Object.values(metricEvents).flatMap(({ metrics }) => Object.keys(metrics));
    expect(names).toEqual(expect.arrayContaining(["ModelUsd", "ModelsGone"]));
  });

  it("the functions write where the alarms look", () => {
    const looked = written(alarm("DayIsDear").properties["Namespace"]);
    expect(looked).toMatch(/^Reimagine\//);
    for (const name of functions) {
      const written_ = at(backend().lambda(name).properties, "Environment", "Variables", "METRICS_NAMESPACE");
      expect(written(written_).split("/")[0]).toBe("Reimagine");
    }
  });

  it("the dashboard shows count, errors, time and price of every edit type", () => {
    const body = JSON.stringify(backend().one("AWS::CloudWatch::Dashboard").properties["DashboardBody"]);
    for (const type of editTypes)
      for (const metric of Object.keys(metricEvents["edit-ended"].metrics))
        expect(body).toContain(`\\"${metric}\\",\\"editType\\",\\"${type}\\"`);
  });

  it("every log is kept 90 days, and each function may write its own and no other", () => {
    const groups = backend().of("AWS::Logs::LogGroup");
    expect(groups.length).toBeGreaterThanOrEqual(functions.length + 1);
    for (const { properties } of groups) expect(properties["RetentionInDays"]).toBe(90);
    expect(backend().one("Custom::LogRetention").properties).toMatchObject({ RetentionInDays: 90 });
    for (const name of functions) {
      const logs = backend()
        .allowed(name)
        .filter(({ actions }) => actions.some((action) => action.startsWith("logs:")));
      expect(logs).toEqual([
        {
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resource: expect.stringMatching(new RegExp(`^\\$\\{${name.replaceAll("-", "")}logs`)),
        },
      ]);
    }
  });

  it("requests are traced from the API on", () => {
    expect(backend().one("AWS::AppSync::GraphQLApi").properties).toMatchObject({ XrayEnabled: true });
    for (const name of functions)
      expect(backend().lambda(name).properties).toMatchObject({ TracingConfig: { Mode: "Active" } });
  });
}
