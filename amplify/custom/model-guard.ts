import { Duration, Stack } from "aws-cdk-lib";
import { type ITable } from "aws-cdk-lib/aws-dynamodb";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Function as MadeFunction, type IFunction } from "aws-cdk-lib/aws-lambda";
import { InvocationType, Trigger } from "aws-cdk-lib/triggers";

/**
 * Asks Bedrock every day, and at each deployment that changes it, whether the catalogue's models are still there. At a
 * deployment it is only started: a list that does not come is no reason to roll everything back.
 */
export function guardModels(guard: IFunction, table: ITable): void {
  if (!(guard instanceof MadeFunction)) throw new TypeError("A trigger needs the function itself.");
  const stack = Stack.of(guard);
  guard.addToRolePolicy(
    // These two have no resources to name.
    new PolicyStatement({
      actions: ["bedrock:ListFoundationModels", "bedrock:ListInferenceProfiles"],
      resources: ["*"],
    }),
  );
  guard.addToRolePolicy(
    new PolicyStatement({ actions: ["dynamodb:GetItem", "dynamodb:PutItem"], resources: [table.tableArn] }),
  );
  const daily = new Rule(stack, "ModelsDaily", { schedule: Schedule.rate(Duration.days(1)) });
  daily.addTarget(new LambdaFunction(guard, { retryAttempts: 2 }));
  const atDeployment = new Trigger(stack, "ModelsAtDeployment", {
    handler: guard,
    invocationType: InvocationType.EVENT,
  });
  atDeployment.executeAfter(daily);
}
