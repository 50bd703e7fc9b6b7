import { Aws, type Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";

/**
 * Where whoever runs this is told: subscribe an address to it. With the rule that refuses what is not TLS the topic has
 * a policy of its own, and with that nobody may publish who is not named in it, CloudWatch included.
 */
export function alarmTopic(stack: Stack): Topic {
  const topic = new Topic(stack, "Alarms", { enforceSSL: true });
  for (const service of ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"])
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
      }),
    );
  return topic;
}
