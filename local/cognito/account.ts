import * as z from "zod/mini";
import { attributeList, emailAddress, readAttributes } from "./attributes.ts";
import { CognitoError, invalid } from "./cognito-error.ts";
import { maskedDelivery, type Delivery } from "./delivery.ts";
import { type Pool } from "./pool.ts";
import { checkCode, codeLifetimeMs, expiredCode, freshCode } from "./sent-code.ts";
import { endSession, userOfAccessToken } from "./tokens.ts";
import { type User } from "./user.ts";

export const accessTokenInput = z.object({ AccessToken: z.string() });
type AccessTokenInput = z.infer<typeof accessTokenInput>;

export function getUser(
  pool: Pool,
  input: AccessTokenInput,
): { readonly Username: string; readonly UserAttributes: readonly { Name: string; Value: string }[] } {
  const user = userOfAccessToken(pool, input.AccessToken);
  const attributes = { ...user.attributes, sub: user.sub, email: user.email };
  return {
    Username: user.sub,
    UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
  };
}

export const updateUserAttributesInput = z.object({ AccessToken: z.string(), UserAttributes: attributeList });

/** A new e-mail waits for its code while the old one stays, as Amplify sets its pools ("keep original"). */
export function updateUserAttributes(
  pool: Pool,
  input: z.infer<typeof updateUserAttributesInput>,
): { readonly CodeDeliveryDetailsList: readonly Delivery[] } {
  const user = userOfAccessToken(pool, input.AccessToken);
  const { email, ...others } = readAttributes(input.UserAttributes);
  const wanted = email?.toLowerCase();
  if (wanted !== undefined && !emailAddress.safeParse(wanted).success)
    throw invalid("Invalid email address format.");
  const updated = { ...user, attributes: { ...user.attributes, ...others }, updatedAtMs: pool.now() };
  if (wanted === undefined || wanted === user.email) {
    pool.directory.save(updated);
    return { CodeDeliveryDetailsList: [] };
  }
  refuseUsedEmail(pool, wanted);
  return { CodeDeliveryDetailsList: [sendEmailCode(pool, updated, wanted)] };
}

export const getUserAttributeVerificationCodeInput = z.object({
  AccessToken: z.string(),
  AttributeName: z.string(),
});

export function getUserAttributeVerificationCode(
  pool: Pool,
  input: z.infer<typeof getUserAttributeVerificationCodeInput>,
): { readonly CodeDeliveryDetails: Delivery } {
  const user = userOfAccessToken(pool, input.AccessToken);
  if (input.AttributeName !== "email") throw invalid(`Cannot verify attribute ${input.AttributeName}`);
  return { CodeDeliveryDetails: sendEmailCode(pool, user, user.emailChange?.email ?? user.email) };
}

export const verifyUserAttributeInput = z.object({
  AccessToken: z.string(),
  AttributeName: z.string(),
  Code: z.string(),
});

export function verifyUserAttribute(
  pool: Pool,
  input: z.infer<typeof verifyUserAttributeInput>,
): Record<string, never> {
  const user = userOfAccessToken(pool, input.AccessToken);
  const { emailChange, ...rest } = user;
  if (input.AttributeName !== "email" || emailChange === undefined) throw expiredCode();
  checkCode(pool, user, emailChange.code, input.Code, (code) =>
    pool.directory.save({ ...user, emailChange: { ...emailChange, code } }),
  );
  const { email } = emailChange;
  if (email !== user.email) refuseUsedEmail(pool, email);
  const attributes = { ...user.attributes, email, email_verified: "true" };
  pool.directory.save({ ...rest, email, attributes, updatedAtMs: pool.now() });
  return {};
}

export function deleteUser(pool: Pool, input: AccessTokenInput): Record<string, never> {
  pool.directory.remove(userOfAccessToken(pool, input.AccessToken));
  return {};
}

/** Ends every session of the person: no refresh token and no access token made so far is good any more. */
export function globalSignOut(pool: Pool, input: AccessTokenInput): Record<string, never> {
  pool.directory.save({ ...userOfAccessToken(pool, input.AccessToken), sessions: [] });
  return {};
}

export const revokeTokenInput = z.object({ ClientId: z.string(), Token: z.string() });

export function revokeToken(pool: Pool, input: z.infer<typeof revokeTokenInput>): Record<string, never> {
  endSession(pool, input.Token);
  return {};
}

function sendEmailCode(pool: Pool, user: User, email: string): Delivery {
  const { code, kept, user: counted } = freshCode(pool, user, codeLifetimeMs.emailChange);
  pool.directory.save({ ...counted, emailChange: { email, code: kept } });
  pool.outbox.send({
    to: email,
    subject: "Verify your new e-mail address",
    code,
    text: `Your verification code is ${code}. It is good for 24 hours.`,
  });
  return maskedDelivery(email);
}

function refuseUsedEmail(pool: Pool, email: string): void {
  if (pool.directory.find(email) !== undefined)
    throw new CognitoError("AliasExistsException", "An account with the given email already exists.");
}
