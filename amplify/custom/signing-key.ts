import { fileURLToPath } from "node:url";
import { CustomResource, Duration, RemovalPolicy, type Stack, Tags } from "aws-cdk-lib";
import { KeyGroup, PublicKey } from "aws-cdk-lib/aws-cloudfront";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Architecture, LoggingFormat, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { functionTag } from "../functions/tag.ts";
import { ownLog } from "../functions/own-log.ts";

export interface SigningKey {
  /** The private half; made by a function at the first deployment, so that no template and no log ever holds it. */
  readonly secret: Secret;
  readonly publicKeyId: string;
  readonly keyGroupId: string;
}

/**
 * The keys whose signature the distribution accepts; the last one signs. To change keys, deploy [1, 2], wait until the
 * addresses signed by the first have died (an hour), deploy [2].
 */
const generations = [1];

/** The key pair that signs addresses of the distribution. */
export function signingKey(stack: Stack): SigningKey {
  const keys = generations.map((generation) => oneKey(stack, generation));
  const group = new KeyGroup(stack, "ScreenKeys", { items: keys.map(({ publicKey }) => publicKey) });
  const last = keys.at(-1);
  if (!last) throw new RangeError("There is no key to sign with.");
  return {
    secret: last.secret,
    publicKeyId: last.publicKey.publicKeyId,
    keyGroupId: group.keyGroupId,
  };
}

function oneKey(
  stack: Stack,
  generation: number,
): { readonly secret: Secret; readonly publicKey: PublicKey } {
  const secret = new Secret(stack, `ScreenKey${generation}`, {
    description: "Signs the addresses of pictures on screens",
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const maker = new NodejsFunction(stack, `MakeScreenKey${generation}`, {
    entry: inProject("functions/handlers/signing-key.ts"),
    projectRoot: inProject(""),
    depsLockFilePath: inProject("package-lock.json"),
    runtime: Runtime.NODEJS_22_X,
    architecture: Architecture.ARM_64,
    memorySize: 256,
    timeout: Duration.minutes(1),
    tracing: Tracing.ACTIVE,
    loggingFormat: LoggingFormat.JSON,
    ...ownLog(stack, `MakeScreenKey${generation}`),
    bundling: { format: OutputFormat.CJS, target: "node22", mainFields: ["module", "main"], minify: true },
    environment: { CDN_SECRET_ARN: secret.secretArn },
  });
  Tags.of(maker).add(functionTag, "signing-key");
  maker.addToRolePolicy(
    new PolicyStatement({
      actions: ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"],
      resources: [secret.secretArn],
    }),
  );
  const made = new CustomResource(stack, `ScreenKeyPair${generation}`, {
    resourceType: "Custom::SigningKey",
    serviceToken: maker.functionArn,
    properties: { secret: secret.secretArn },
  });
  // Its rights come in a policy of their own, which must be there first.
  if (maker.role) made.node.addDependency(maker.role);
  const publicKey = new PublicKey(stack, `ScreenPublicKey${generation}`, {
    encodedKey: made.getAttString("PublicKey"),
  });
  return { secret, publicKey };
}

const inProject = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
