import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
} from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { allowed } from "./allowed.ts";
import { review, type Finding } from "./review.ts";

/**
 * cdk-nag's AWS Solutions rules over every resource, each finding held against the reviewed list. What nobody has
 * explained fails the synthesis, and so does an explanation of nothing. nag-report.json beside the templates has all.
 */
export class ReviewedChecks implements IPolicyValidationPlugin {
  readonly name = "cdk-nag, reviewed";

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { violations } = new AwsSolutionsChecks().validate(context);
    const findings = violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath = "" }): Finding => ({
        rule: ruleName,
        // Without the name of the deployment, which differs from one to the next.
        at: constructPath.slice(constructPath.indexOf("/") + 1),
        says: description,
      })),
    );
    const report = review(findings, allowed);
    const outdir = process.env["CDK_OUTDIR"];
    if (outdir) writeFileSync(join(outdir, "nag-report.json"), `${JSON.stringify(report, undefined, 2)}\n`);
    const failures = [
      ...report.unexplained.map(({ rule, at, says }) => violation(rule, says, at)),
      ...report.unused.map(({ rule, at }) =>
        violation(`unused: ${rule}`, "Nothing is found there any more: take it off nag/allowed.ts.", at),
      ),
    ];
    return { success: failures.length === 0, violations: failures };
  }
}

const violation = (
  ruleName: string,
  description: string,
  constructPath: string,
): PolicyValidationPluginReport["violations"][number] => ({
  ruleName,
  description,
  severity: "error",
  violatingResources: [{ constructPath, locations: [] }],
});
