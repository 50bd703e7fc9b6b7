import { expect, it } from "vitest";
import { catalogue } from "#core/models/catalogue.ts";
import { at, type Backend, listOf, written } from "./synthesis.ts";

/** A month that is spent stops what costs money, and nothing else. */
export function checkBudget(backend: () => Backend): void {
  const stop = () => backend().one("AWS::IAM::ManagedPolicy");

  it("tells at 80 % and acts at 100 % by itself", () => {
    expect(backend().one("AWS::Budgets::Budget").properties).toMatchObject({
      Budget: { BudgetLimit: { Amount: 500, Unit: "USD" }, TimeUnit: "MONTHLY" },
      NotificationsWithSubscribers: [{ Notification: { Threshold: 80, NotificationType: "ACTUAL" } }],
    });
    expect(backend().one("AWS::Budgets::BudgetsAction").properties).toMatchObject({
      ActionType: "APPLY_IAM_POLICY",
      ApprovalModel: "AUTOMATIC",
      ActionThreshold: { Type: "PERCENTAGE", Value: 100 },
    });
  });

  it("takes away every model that costs money, from every function that may call one", () => {
    const denied = listOf(at(stop().properties, "PolicyDocument", "Statement")).flatMap((statement) => {
      expect(statement).toMatchObject({ Effect: "Deny", Action: "bedrock:InvokeModel" });
      return listOf(at(statement, "Resource")).map(written);
    });
    const paid = Object.values(catalogue).filter(({ usdPerImage }) => usdPerImage > 0);
    for (const { id } of paid) expect(denied.some((arn) => arn.endsWith(`/${id}`))).toBe(true);
    const roles = listOf(
      at(
        backend().one("AWS::Budgets::BudgetsAction").properties,
        "Definition",
        "IamActionDefinition",
        "Roles",
      ),
    ).map(written);
    const callers = ["api", "on-upload", "edit-worker", "model-lifecycle"].filter((name) =>
      backend()
        .allowed(name)
        .some(({ actions }) => actions.includes("bedrock:InvokeModel")),
    );
    expect(roles).toHaveLength(callers.length);
    for (const name of callers)
      expect(roles.some((role) => role.includes(`data${name.replaceAll("-", "")}role`))).toBe(true);
  });

  it("may attach this one policy to these roles and do nothing else", () => {
    const keeper = backend()
      .of("AWS::IAM::Policy")
      .filter(({ path }) => path.includes("/BudgetKeeper/"));
    const statements = keeper.flatMap(({ properties }) =>
      listOf(at(properties, "PolicyDocument", "Statement")),
    );
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatchObject({
      Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      Condition: { ArnEquals: { "iam:PolicyARN": { Ref: expect.stringMatching(/^NoPaidModels/) } } },
    });
    for (const resource of listOf(at(statements[0], "Resource")))
      expect(written(resource)).not.toContain("*");
  });
}
