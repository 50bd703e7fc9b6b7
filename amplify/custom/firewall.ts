import { Stack } from "aws-cdk-lib";
import { type CfnGraphQLApi } from "aws-cdk-lib/aws-appsync";
import { CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";

/**
 * Stops who asks the API too often. No managed rules: they refuse bodies above 8 kB, and a painted mask is larger.
 * Three counters over five minutes: a person's token, an address (an office has one for all its people), and the workers,
 * who publish from a few addresses of Lambda's; who only pretends to be one is refused by AppSync, and counted here.
 */
export function guardApi(api: CfnGraphQLApi): void {
  const stack = Stack.of(api);
  const firewall = new CfnWebACL(stack, "ApiFirewall", {
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: visible("ApiFirewall"),
    rules: [
      rateRule({ name: "PerPerson", priority: 1, limit: 3000, by: "authorization", among: not(isSigned) }),
      rateRule({ name: "PerAddress", priority: 2, limit: 15_000, among: not(isSigned) }),
      rateRule({ name: "PerWorkerAddress", priority: 3, limit: 60_000, among: isSigned }),
    ],
  });
  const standing = new CfnWebACLAssociation(stack, "ApiFirewallAssociation", {
    resourceArn: api.attrArn,
    webAclArn: firewall.attrArn,
  });
  standing.addResourceDependency(firewall);
}

interface Rate {
  readonly name: string;
  readonly priority: number;
  /** Requests in five minutes. */
  readonly limit: number;
  /** The header whose values are counted apart; addresses when left out. */
  readonly by?: string;
  readonly among?: CfnWebACL.StatementProperty;
}

export function rateRule({ name, priority, limit, by, among }: Rate): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    action: { block: {} },
    visibilityConfig: visible(name),
    statement: {
      rateBasedStatement: {
        limit,
        evaluationWindowSec: 300,
        ...(by
          ? {
              aggregateKeyType: "CUSTOM_KEYS",
              customKeys: [{ header: { name: by, textTransformations: [{ priority: 0, type: "NONE" }] } }],
            }
          : { aggregateKeyType: "IP" }),
        ...(among ? { scopeDownStatement: among } : {}),
      },
    },
  };
}

export const visible = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // A sample would show the tokens of people.
  sampledRequestsEnabled: false,
});

/** Signed with AWS credentials and not with a person's token. */
const isSigned: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { singleHeader: { Name: "authorization" } },
    positionalConstraint: "STARTS_WITH",
    searchString: "AWS4-HMAC-SHA256 ",
    textTransformations: [{ priority: 0, type: "NONE" }],
  },
};

const not = (statement: CfnWebACL.StatementProperty): CfnWebACL.StatementProperty => ({
  notStatement: { statement },
});
