import * as z from "zod/mini";
import { accountId } from "#local/config.ts";
import { type FieldRule } from "./rules.ts";

/** Someone AppSync let in, by the two ways the API knows. */
export type Caller =
  | { readonly mode: "userPools"; readonly claims: Claims; readonly jwt: string }
  | { readonly mode: "iam"; readonly accessKeyId: string };

/** What a user pool's access token says; more claims may come along. Times in seconds since 1970. */
export const claims = z.looseObject({
  sub: z.string(),
  username: z.string(),
  iss: z.string(),
  exp: z.number(),
  "cognito:groups": z.optional(z.array(z.string())),
});
type Claims = z.infer<typeof claims>;

/** Whether one of a field's ways in is open to this caller. */
export function mayUse(rule: FieldRule, caller: Caller): boolean {
  return rule.auth.some((way) => {
    if (way.mode !== caller.mode) return false;
    if (way.mode === "iam" || caller.mode === "iam" || way.groups === undefined) return true;
    return way.groups.some((group) => caller.claims["cognito:groups"]?.includes(group) === true);
  });
}

/** What resolvers and Lambdas read as `identity`; this cloud's only client address is its own machine's. */
export function identityOf(caller: Caller): Readonly<Record<string, unknown>> {
  if (caller.mode === "iam")
    return {
      accountId,
      cognitoIdentityAuthProvider: null,
      cognitoIdentityAuthType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      sourceIp: ["127.0.0.1"],
      userArn: `arn:aws:sts::${accountId}:assumed-role/local/${caller.accessKeyId}`,
      username: caller.accessKeyId,
    };
  return {
    claims: caller.claims,
    defaultAuthStrategy: "ALLOW",
    groups: caller.claims["cognito:groups"] ?? null,
    issuer: caller.claims.iss,
    sourceIp: ["127.0.0.1"],
    sub: caller.claims.sub,
    username: caller.claims.username,
  };
}

/** As `util.authType()` names them. */
export const authTypeOf = (caller: Caller): string =>
  caller.mode === "iam" ? "IAM Authorization" : "User Pool Authorization";
