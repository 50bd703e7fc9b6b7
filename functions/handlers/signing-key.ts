import { secretAt } from "#functions/aws/secret.ts";
import { answerDeployment } from "#functions/deploy/answer-deployment.ts";
import { signingKey } from "#functions/deploy/signing-key.ts";
import { readEnv, signingKeyEnv } from "#functions/env.ts";

const env = readEnv(signingKeyEnv, process.env);
const secret = secretAt({ arn: env.CDN_SECRET_ARN, region: env.AWS_REGION });

/** Called by CloudFormation: makes the key that signs addresses where there is none yet, and tells its public half. */
export const handler = (event: unknown): Promise<void> =>
  answerDeployment(event, env.CDN_SECRET_ARN, async () => ({ PublicKey: await signingKey(secret) }));
