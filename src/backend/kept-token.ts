import * as z from "zod/mini";

const claims = z.object({ exp: z.number() });
/** A token that dies on its way is asked for anew beforehand. */
const marginMs = 60_000;

/**
 * The access token that Amplify has put into this storage, while it is good: a start needs no more of Amplify than that.
 * Where it lies: aws-amplify 6, `TokenStore` (`CognitoIdentityServiceProvider.<client id>.<user>.accessToken`).
 * @param nowMs milliseconds since 1970, by this phone's clock
 * @returns undefined when there is none, or none that is good: Amplify itself knows what to do then
 */
export function keptToken(storage: Storage, clientId: string, nowMs: number): string | undefined {
  const pool = `CognitoIdentityServiceProvider.${clientId}`;
  const user = `${pool}.${storage.getItem(`${pool}.LastAuthUser`)}`;
  const token = storage.getItem(`${user}.accessToken`);
  if (token === null) return undefined;
  // By how much Cognito's clock is ahead of this phone's.
  const driftMs = Number(storage.getItem(`${user}.clockDrift`) ?? "0");
  const expiresAtMs = 1000 * (readClaims(token)?.exp ?? 0);
  return nowMs + driftMs + marginMs < expiresAtMs ? token : undefined;
}

function readClaims(token: string): z.infer<typeof claims> | undefined {
  const payload = token.split(".")[1] ?? "";
  try {
    const read = claims.safeParse(JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
