import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { attributeList, emailAddress, readAttributes } from "./attributes.ts";
import { CognitoError, invalid, notAuthorized } from "./cognito-error.ts";
import { maskedDelivery, type Delivery } from "./delivery.ts";
import { noFailures } from "./password-attempts.ts";
import { checkPassword } from "./password-policy.ts";
import { poolName, type Pool } from "./pool.ts";
import { checkCode, codeLifetimeMs, expiredCode, freshCode } from "./sent-code.ts";
import { makeVerifier } from "./srp.ts";
import { type User } from "./user.ts";

export const signUpInput = z.object({
  ClientId: z.string(),
  Username: z.string(),
  Password: z.string(),
  UserAttributes: z.optional(attributeList),
});

/** A new person, unconfirmed until the mailed code comes back. */
export function signUp(
  pool: Pool,
  input: z.infer<typeof signUpInput>,
): { readonly UserConfirmed: false; readonly UserSub: string; readonly CodeDeliveryDetails: Delivery } {
  const attributes = readAttributes(input.UserAttributes ?? []);
  const email = input.Username.toLowerCase();
  if (!emailAddress.safeParse(email).success) throw invalid("Username should be an email.");
  if ((attributes["email"] ?? email).toLowerCase() !== email)
    throw invalid("Username should be the email attribute.");
  checkPassword(input.Password);
  refuseTakenEmail(pool, email);
  const user = newUser(pool, email, input.Password, attributes);
  const sent = sendSignUpCode(pool, user);
  return { UserConfirmed: false, UserSub: user.sub, CodeDeliveryDetails: sent };
}

export const confirmSignUpInput = z.object({
  ClientId: z.string(),
  Username: z.string(),
  ConfirmationCode: z.string(),
});

export function confirmSignUp(pool: Pool, input: z.infer<typeof confirmSignUpInput>): Record<string, never> {
  const user = pool.directory.find(input.Username);
  if (user === undefined) throw expiredCode();
  if (user.status === "CONFIRMED")
    throw notAuthorized("User cannot be confirmed. Current status is CONFIRMED");
  checkCode(pool, user, user.signUpCode, input.ConfirmationCode, (signUpCode) =>
    pool.directory.save({ ...user, signUpCode }),
  );
  pool.directory.save(confirmed(pool, user));
  return {};
}

export const resendConfirmationCodeInput = z.object({ ClientId: z.string(), Username: z.string() });

export function resendConfirmationCode(
  pool: Pool,
  input: z.infer<typeof resendConfirmationCodeInput>,
): { readonly CodeDeliveryDetails: Delivery } {
  const user = pool.directory.find(input.Username);
  if (user === undefined) return { CodeDeliveryDetails: maskedDelivery(input.Username) };
  if (user.status === "CONFIRMED") throw invalid("User is already confirmed.");
  return { CodeDeliveryDetails: sendSignUpCode(pool, user) };
}

/** A user nobody has stored yet. */
export function newUser(
  pool: Pool,
  email: string,
  password: string,
  attributes: Readonly<Record<string, string>> = {},
): User {
  const sub = randomUUID();
  return {
    sub,
    email,
    attributes: { ...attributes, email, email_verified: "false" },
    ...makeVerifier(poolName, sub, password),
    status: "UNCONFIRMED",
    groups: [],
    sessions: [],
    codesSentAtMs: [],
    failedPasswords: noFailures,
    createdAtMs: pool.now(),
    updatedAtMs: pool.now(),
  };
}

export function confirmed(pool: Pool, user: User): User {
  const { signUpCode: _used, ...rest } = user;
  return {
    ...rest,
    status: "CONFIRMED",
    attributes: { ...user.attributes, email_verified: "true" },
    updatedAtMs: pool.now(),
  };
}

export function refuseTakenEmail(pool: Pool, email: string): void {
  if (pool.directory.find(email) !== undefined)
    throw new CognitoError("UsernameExistsException", "An account with the given email already exists.");
}

function sendSignUpCode(pool: Pool, user: User): Delivery {
  const { code, kept, user: counted } = freshCode(pool, user, codeLifetimeMs.signUp);
  pool.directory.save({ ...counted, signUpCode: kept });
  pool.outbox.send({
    to: user.email,
    subject: "Confirm your Reimagine account",
    code,
    text: `Your confirmation code is ${code}. It is good for 24 hours.`,
  });
  return maskedDelivery(user.email);
}
