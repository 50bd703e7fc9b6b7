import { join } from "node:path";
import * as z from "zod/mini";
import { userId, type UserId } from "#core/ids.ts";
import { createCognito } from "#local/cognito/server.ts";

/** Someone signed in: their phones may be many. */
export interface Person {
  readonly userId: UserId;
  readonly accessToken: string;
}

const password = "Correct-Horse-7";
const emailOf = (n: number): string => `agent-${n}@people.example`;

/**
 * Makes accounts in the data folder of a cloud that is not open yet: signing up two hundred people is not what is measured.
 * @returns signs number n in, once the cloud is open at `awsUrl`
 */
export async function makePeople(
  dataDir: string,
  count: number,
): Promise<(awsUrl: string, n: number) => Promise<Person>> {
  const cognito = await createCognito({
    dataDir: join(dataDir, "cognito"),
    allowedOrigins: [],
    print: () => {},
  });
  for (let n = 0; n < count; n++) cognito.admin.createUser({ email: emailOf(n), password, groups: [] });

  return async (awsUrl, n) => {
    const answer = await fetch(awsUrl, {
      method: "POST",
      headers: { "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth" },
      body: JSON.stringify({
        ClientId: cognito.clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: emailOf(n), PASSWORD: password },
      }),
    });
    const { AccessToken } = signedIn.parse(await answer.json()).AuthenticationResult;
    return { userId: subjectOf(AccessToken), accessToken: AccessToken };
  };
}

export const subjectOf = (token: string): UserId =>
  claims.parse(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())).sub;

const signedIn = z.object({ AuthenticationResult: z.object({ AccessToken: z.string() }) });
const claims = z.object({ sub: userId });
