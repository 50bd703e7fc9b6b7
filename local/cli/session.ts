import { Amplify } from "aws-amplify";
import { fetchAuthSession, signIn } from "aws-amplify/auth";
import { parseAmplifyConfig } from "aws-amplify/utils";
import { type Outputs } from "./outputs.ts";
import { UsageError } from "./usage.ts";

/**
 * Signs in through Cognito as the app does (SRP) and gives the access token. Locally the demo account serves unless
 * REIMAGINE_EMAIL and REIMAGINE_PASSWORD name another.
 */
export async function signInWith(
  outputs: Outputs,
  env: Readonly<Record<string, string | undefined>>,
): Promise<() => Promise<string>> {
  const local = outputs.custom?.local;
  const email = env["REIMAGINE_EMAIL"] ?? local?.demoAccount.email;
  const password = env["REIMAGINE_PASSWORD"] ?? local?.demoAccount.password;
  if (email === undefined || password === undefined)
    throw new UsageError("a deployed backend needs REIMAGINE_EMAIL and REIMAGINE_PASSWORD");

  const config = parseAmplifyConfig({
    version: "1.4",
    auth: { ...outputs.auth, aws_region: outputs.auth.aws_region },
  });
  const cognito = config.Auth?.Cognito;
  if (cognito === undefined) throw new Error("amplify_outputs.json has no user pool");
  Amplify.configure(
    local === undefined
      ? config
      : {
          Auth: {
            Cognito: {
              userPoolId: outputs.auth.user_pool_id,
              userPoolClientId: outputs.auth.user_pool_client_id,
              userPoolEndpoint: local.userPoolEndpoint,
            },
          },
        },
  );
  const { nextStep } = await signIn({ username: email, password });
  if (nextStep.signInStep !== "DONE")
    throw new UsageError(`signing in as ${email} needs a person: ${nextStep.signInStep}`);
  return accessToken;
}

async function accessToken(): Promise<string> {
  const token = (await fetchAuthSession()).tokens?.accessToken;
  if (token === undefined) throw new Error("signed in without an access token");
  return token.toString();
}
