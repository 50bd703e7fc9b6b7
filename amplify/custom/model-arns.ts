import { Aws } from "aws-cdk-lib";
import { catalogue, type Model, type Task } from "../../core/models/catalogue.ts";

/**
 * Every ARN that calling these models touches: the inference profile in its own region and the model in each region
 * the profile may send it to (reference: "Supported Regions and models for inference profiles"). Exact, no wildcards.
 */
export const modelArns = (serves: (task: Task) => boolean): readonly string[] =>
  Object.values(catalogue)
    .filter((model) => model.region !== "here" && model.lifecycle !== "retired" && serves(model.task))
    .flatMap(arnsOf);

const profilePrefix = "us.";
const profileRegions = ["us-east-1", "us-east-2", "us-west-2"];

function arnsOf({ id, region }: Model): readonly string[] {
  if (!id.startsWith(profilePrefix)) return [foundationModel(region, id)];
  return [
    `arn:${Aws.PARTITION}:bedrock:${region}:${Aws.ACCOUNT_ID}:inference-profile/${id}`,
    ...profileRegions.map((to) => foundationModel(to, id.slice(profilePrefix.length))),
  ];
}

const foundationModel = (region: string, id: string): string =>
  `arn:${Aws.PARTITION}:bedrock:${region}::foundation-model/${id}`;
