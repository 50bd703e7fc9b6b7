import { Amplify } from "aws-amplify";
import { fetchAuthSession, signIn, signOut } from "aws-amplify/auth";
import { parseAmplifyConfig } from "aws-amplify/utils";
import { userId } from "#core/ids.ts";
import { type Outputs } from "./outputs.ts";
import { type User } from "./session.ts";

/** The one file that speaks to Amplify, but for its Authenticator. Loaded after the first paint. */

/** The outputs file has no place for the endpoint of a Cognito that is not AWS's; the config has. */
export function configureAmplify({ whole, custom }: Outputs): void {
  const config = parseAmplifyConfig(whole);
  const endpoint = custom?.local?.userPoolEndpoint;
  const cognito = config.Auth?.Cognito;
  if (endpoint === undefined || cognito === undefined) return Amplify.configure(config);
  // Widening the union of pool and identity configs confuses the compiler; the pool's one is what the file has.
  Amplify.configure({
    ...config,
    Auth: { Cognito: { ...cognito, userPoolEndpoint: endpoint } },
  } as typeof config);
}

/** Undefined: nobody is signed in. Throws when a renewal is needed and the network is away. */
export async function accessToken(renew: boolean): Promise<string | undefined> {
  const { tokens } = await fetchAuthSession({ forceRefresh: renew });
  return tokens?.accessToken.toString();
}

/** Who the tokens on this phone speak for. */
export async function currentUser(): Promise<User | undefined> {
  const { tokens } = await fetchAuthSession();
  if (tokens === undefined) return undefined;
  const email = tokens.idToken?.payload["email"];
  return {
    userId: userId.parse(tokens.accessToken.payload.sub),
    email: typeof email === "string" ? email : "",
  };
}

export async function signInWith(email: string, password: string): Promise<void> {
  await signOut();
  const { isSignedIn, nextStep } = await signIn({ username: email, password });
  if (!isSignedIn) throw new Error(`Signing in needs a further step: ${nextStep.signInStep}`);
}

/** `everywhere` ends the sessions of every device; it needs the network. */
export const leave = (everywhere: boolean): Promise<void> => signOut({ global: everywhere });
