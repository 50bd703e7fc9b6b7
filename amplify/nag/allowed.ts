import { type Allowed } from "./review.ts";

const bucketOfPhotos = "…storagephotosBucket…Arn>";

/** Every finding of cdk-nag that stays, and why. Reviewed at each change of this file. */
export const allowed: readonly Allowed[] = [
  // Ours.
  {
    rule: "AwsSolutions-L1",
    at: "data/…/Resource",
    reason: "Node 22 is supported until April 2027 and is what the bundles are built for and tested on.",
  },
  {
    rule: "AwsSolutions-L1",
    at: "storage/MakeScreenKey…/Resource",
    reason: "Node 22, as all functions.",
  },
  {
    rule: "AwsSolutions-IAM5[Resource::*]",
    at: "data/…-role/DefaultPolicy/Resource",
    reason:
      "X-Ray and Bedrock's lists of models have no resources; tests hold every other action to exact ones.",
  },
  {
    rule: "AwsSolutions-IAM5[Resource::*]",
    at: "storage/MakeScreenKey…-role/DefaultPolicy/Resource",
    reason: "X-Ray has no resources.",
  },
  ...["uploads", "working", "thumbs", "masks", "previews", "results"].map((room) => ({
    rule: `AwsSolutions-IAM5[Resource::<${bucketOfPhotos}/${room}/*]`,
    at: "data/…-role/DefaultPolicy/Resource",
    reason: `A room of the bucket has one object a photo or edit: the room is what can be named (${room}).`,
  })),
  {
    rule: "AwsSolutions-COG1",
    at: "auth/amplifyAuth/UserPool/Resource",
    reason:
      "Length is asked for and not special characters (NIST SP 800-63B); the embedded cloud asks the same.",
  },
  {
    rule: "AwsSolutions-COG2",
    at: "auth/amplifyAuth/UserPool/Resource",
    reason: "An agent signs in at a showing with one hand; a second factor is not offered yet.",
  },
  {
    rule: "AwsSolutions-COG8",
    at: "auth/amplifyAuth/UserPool/Resource",
    reason:
      "The Plus tier is paid by the person and month; attempts are limited by Cognito and the firewall.",
  },
  {
    rule: "AwsSolutions-ASC3",
    at: "data/reimagine/GraphQLAPI/Resource",
    reason: "Errors are logged; verbose content would put people's photos' facts and tokens into the log.",
  },
  {
    rule: "AwsSolutions-S1",
    at: "storage/photos/Bucket/Resource",
    reason:
      "An access log would carry signed addresses; whoever must audit turns on CloudTrail's data events.",
  },
  {
    rule: "AwsSolutions-SMG4",
    at: "storage/ScreenKey…/Resource",
    reason:
      "CloudFront must know the public half first: keys change by a deployment (custom/signing-key.ts).",
  },
  {
    rule: "AwsSolutions-CFR1",
    at: "storage/Screens",
    reason: "Agents travel. Every address is signed for one object and an hour.",
  },
  {
    rule: "AwsSolutions-CFR3",
    at: "storage/Screens",
    reason: "An access log would carry signed addresses.",
  },
  {
    rule: "AwsSolutions-CFR4",
    at: "storage/Screens",
    reason: "CloudFront's own domain allows no choice of TLS; browsers of today speak 1.2 and 1.3 with it.",
  },
  {
    rule: "AwsSolutions-SQS3",
    at: "core/FailedUploads/Resource",
    reason: "It is where Lambda puts arrivals that failed three times: a dead-letter queue itself.",
  },

  // Made by Amplify and the CDK, which offer nothing to set here; none of them touches a person's data.
  {
    rule: "AwsSolutions-IAM4…",
    at: "AmplifyBranchLinker/…",
    reason: "Amplify's link between branch and stack.",
  },
  {
    rule: "AwsSolutions-IAM5…",
    at: "AmplifyBranchLinker/…",
    reason: "Amplify's link between branch and stack.",
  },
  {
    rule: "AwsSolutions-L1",
    at: "AmplifyBranchLinker/…",
    reason: "Amplify's link between branch and stack.",
  },
  {
    rule: "AwsSolutions-IAM4…",
    at: "data/LogRetention…",
    reason: "The CDK's setter of the 90 days for AppSync's log.",
  },
  {
    rule: "AwsSolutions-IAM5…",
    at: "data/LogRetention…",
    reason: "The CDK's setter of the 90 days for AppSync's log.",
  },
  {
    rule: "AwsSolutions-IAM4…",
    at: "data/Custom::CDKBucketDeployment…",
    reason: "Copies the API's own schema, for code generation.",
  },
  {
    rule: "AwsSolutions-IAM5…",
    at: "data/Custom::CDKBucketDeployment…",
    reason: "Copies the API's own schema, for code generation.",
  },
  {
    rule: "AwsSolutions-IAM4…",
    at: "data/reimagine/GraphQLAPI/ApiLogsRole/Resource",
    reason: "AWS's policy with which AppSync writes its log.",
  },
  {
    rule: "AwsSolutions-IAM5…",
    at: "data/reimagine/FunctionDirectiveStack/…LambdaDataSource/…",
    reason: "A data source may call every version of the one function it names.",
  },
  {
    rule: "AwsSolutions-S1",
    at: "data/reimagine/AmplifyCodegenAssets/…",
    reason: "Holds the API's schema and nothing else.",
  },
  {
    rule: "AwsSolutions-S10",
    at: "data/reimagine/AmplifyCodegenAssets/…",
    reason: "Holds the API's schema and nothing else.",
  },
  {
    rule: "AwsSolutions-S1",
    at: "data/modelIntrospectionSchemaBucket/Resource",
    reason: "Holds the API's schema and nothing else.",
  },
];
