import { modelRate } from "../../core/limits/model-rate.ts";
import { defaultPlan, plan } from "../../core/limits/plans.ts";
import { appOrigins } from "./origins.ts";

/** What whoever deploys may say, docs/deploy.md. Throws for anything that is not what it should be. */
export function readSettings(env: Readonly<Record<string, string | undefined>>) {
  return {
    origins: appOrigins(env),
    plan: plan.parse(env["REIMAGINE_PLAN"] ?? defaultPlan),
    modelRate: modelRate.parse(env["REIMAGINE_MODEL_RATE"] ?? "1"),
    /** Dollars a month, of the whole account. */
    usdPerMonth: dollars(env["REIMAGINE_BUDGET_USD"] ?? "500"),
    /** A web ACL for CloudFront, which only us-east-1 has; wanted where the backend is elsewhere. */
    edgeFirewallArn: edgeFirewall(env["REIMAGINE_EDGE_FIREWALL"]),
  };
}

function dollars(text: string): number {
  const usd = Number(text);
  if (!(usd > 0 && usd < Infinity))
    throw new RangeError(`REIMAGINE_BUDGET_USD must be dollars a month, not "${text}".`);
  return usd;
}

function edgeFirewall(arn: string | undefined): string | undefined {
  const isOne =
    arn === undefined || /^arn:aws[\w-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/.test(arn);
  if (!isOne)
    throw new RangeError(`REIMAGINE_EDGE_FIREWALL must be a global web ACL in us-east-1, not "${arn}".`);
  return arn;
}
