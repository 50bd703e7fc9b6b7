import { RemovalPolicy } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { type Construct } from "constructs";
import { isBranch } from "../custom/is-branch.ts";

/**
 * A function's log, kept 90 days, and a role that may write there and nowhere else. AWS's own policy for this would let
 * it write into every log of the account.
 */
export function ownLog(scope: Construct, name: string): { readonly logGroup: LogGroup; readonly role: Role } {
  const logGroup = new LogGroup(scope, `${name}-logs`, {
    retention: RetentionDays.THREE_MONTHS,
    // A sandbox leaves nothing behind.
    removalPolicy: isBranch(scope) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, `${name}-role`, {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: {
      log: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [logGroup.logGroupArn],
          }),
        ],
      }),
    },
  });
  return { logGroup, role };
}
