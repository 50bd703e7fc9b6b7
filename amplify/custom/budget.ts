import { type Stack } from "aws-cdk-lib";
import { CfnBudget, CfnBudgetsAction } from "aws-cdk-lib/aws-budgets";
import { Effect, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type IFunction } from "aws-cdk-lib/aws-lambda";
import { type ITopic } from "aws-cdk-lib/aws-sns";

interface Allowed {
  readonly usdPerMonth: number;
  readonly functions: readonly IFunction[];
  /** ARNs of the models that cost money. */
  readonly models: readonly string[];
}

/**
 * A budget for the month: at 80 % somebody is told, at 100 % the functions lose the right to call models that cost
 * money, and every edit goes on in the studio, which costs none. Given back by reversing the action in the console, and
 * by itself in the next month.
 *
 * Of the whole account: what these models cost stands on the bill under each maker's own name, which no filter by
 * service or tag would gather. The bill is some hours late; the alarm on a dear day is not.
 */
export function budgetModels(stack: Stack, topic: ITopic, { usdPerMonth, functions, models }: Allowed): void {
  const roles = functions.flatMap(({ role }) => role ?? []);
  const subscribers = [{ subscriptionType: "SNS", address: topic.topicArn }];
  const budget = new CfnBudget(stack, "Budget", {
    budget: {
      budgetType: "COST",
      timeUnit: "MONTHLY",
      budgetLimit: { amount: usdPerMonth, unit: "USD" },
    },
    notificationsWithSubscribers: [
      {
        notification: {
          notificationType: "ACTUAL",
          comparisonOperator: "GREATER_THAN",
          threshold: 80,
          thresholdType: "PERCENTAGE",
        },
        subscribers,
      },
    ],
  });
  const stop = new ManagedPolicy(stack, "NoPaidModels", {
    description: "Attached when the month's budget is spent: edits go on in the studio",
    statements: [
      new PolicyStatement({ effect: Effect.DENY, actions: ["bedrock:InvokeModel"], resources: [...models] }),
    ],
  });
  const keeper = new Role(stack, "BudgetKeeper", {
    assumedBy: new ServicePrincipal("budgets.amazonaws.com"),
    description: "Attaches and detaches one policy",
  });
  keeper.addToPolicy(
    new PolicyStatement({
      actions: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      resources: roles.map(({ roleArn }) => roleArn),
      conditions: { ArnEquals: { "iam:PolicyARN": stop.managedPolicyArn } },
    }),
  );
  const action = new CfnBudgetsAction(stack, "StopPaidModels", {
    budgetName: budget.ref,
    actionType: "APPLY_IAM_POLICY",
    approvalModel: "AUTOMATIC",
    notificationType: "ACTUAL",
    actionThreshold: { type: "PERCENTAGE", value: 100 },
    executionRoleArn: keeper.roleArn,
    definition: {
      iamActionDefinition: {
        policyArn: stop.managedPolicyArn,
        roles: roles.map(({ roleName }) => roleName),
      },
    },
    subscribers: [{ type: "SNS", address: topic.topicArn }],
  });
  action.node.addDependency(keeper);
}
