import { type Cloud } from "#local/cloud.ts";

export class Unhealthy extends Error {
  override readonly name = "Unhealthy";
}

/** Asks every service once over its own socket, as a client would; throws Unhealthy naming the first that fails. */
export async function checkHealth(cloud: Cloud): Promise<void> {
  await Promise.all([
    expectStatus("The app", cloud.appUrl, 200),
    expectStatus("Its configuration", `${cloud.appUrl}/amplify_outputs.json`, 200),
    // Nobody is signed in here: a service that is up and guarded refuses in its own words.
    expectStatus("S3", `${cloud.s3Url}/`, 403),
    expectStatus("AppSync", `${cloud.awsUrl}/graphql`, 401, { method: "POST", body: "{}" }),
    expectStatus("Cognito", cloud.awsUrl, 400, target("AWSCognitoIdentityProviderService.GetUser")),
    expectStatus("Bedrock", `${cloud.awsUrl}/model/none/invoke`, 403, { method: "POST", body: "{}" }),
    expectStatus("DynamoDB", cloud.awsUrl, 400, target("DynamoDB_20120810.ListTables")),
    expectStatus("SQS", cloud.awsUrl, 403, target("AmazonSQS.ListQueues")),
  ]);
}

function target(name: string): RequestInit {
  return { method: "POST", body: "{}", headers: { "x-amz-target": name } };
}

async function expectStatus(
  name: string,
  url: string,
  status: number,
  init: RequestInit = {},
): Promise<void> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    throw new Unhealthy(`${name} does not answer at ${url}.`, { cause });
  });
  if (response.status !== status) throw new Unhealthy(`${name} answers ${response.status} at ${url}.`);
}
