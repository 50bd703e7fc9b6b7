import * as z from "zod/mini";
import { invalid, notAuthorized } from "./cognito-error.ts";
import { maskedDelivery, type Delivery } from "./delivery.ts";
import { countWrongPassword, noFailures, refuseWhileLocked } from "./password-attempts.ts";
import { checkPassword } from "./password-policy.ts";
import { poolName, type Pool } from "./pool.ts";
import { checkCode, codeLifetimeMs, codeMismatch, freshCode } from "./sent-code.ts";
import { makeVerifier, provesPassword } from "./srp.ts";
import { userOfAccessToken } from "./tokens.ts";
import { type User } from "./user.ts";

export const forgotPasswordInput = z.object({ ClientId: z.string(), Username: z.string() });

/** Mails a code when the person exists; the answer is the same when not. */
export function forgotPassword(
  pool: Pool,
  input: z.infer<typeof forgotPasswordInput>,
): { readonly CodeDeliveryDetails: Delivery } {
  const user = pool.directory.find(input.Username);
  if (user === undefined) return { CodeDeliveryDetails: maskedDelivery(input.Username) };
  if (user.status === "UNCONFIRMED")
    throw invalid(
      "Cannot reset password for the user as there is no registered/verified email or phone_number",
    );
  const { code, kept, user: counted } = freshCode(pool, user, codeLifetimeMs.reset);
  pool.directory.save({ ...counted, resetCode: kept });
  pool.outbox.send({
    to: user.email,
    subject: "Reset your Reimagine password",
    code,
    text: `Your password reset code is ${code}. It is good for one hour.`,
  });
  return { CodeDeliveryDetails: maskedDelivery(user.email) };
}

export const confirmForgotPasswordInput = z.object({
  ClientId: z.string(),
  Username: z.string(),
  ConfirmationCode: z.string(),
  Password: z.string(),
});

/** The mailed code proves the address, so it also lifts a lock left by wrong passwords. */
export function confirmForgotPassword(
  pool: Pool,
  input: z.infer<typeof confirmForgotPasswordInput>,
): Record<string, never> {
  const user = pool.directory.find(input.Username);
  if (user === undefined) throw codeMismatch();
  checkPassword(input.Password);
  checkCode(pool, user, user.resetCode, input.ConfirmationCode, (resetCode) =>
    pool.directory.save({ ...user, resetCode }),
  );
  const { resetCode: _used, ...rest } = user;
  pool.directory.save(withPassword(pool, rest, input.Password));
  return {};
}

export const changePasswordInput = z.object({
  AccessToken: z.string(),
  PreviousPassword: z.string(),
  ProposedPassword: z.string(),
});

export function changePassword(
  pool: Pool,
  input: z.infer<typeof changePasswordInput>,
): Record<string, never> {
  const user = userOfAccessToken(pool, input.AccessToken);
  checkPassword(input.ProposedPassword);
  refuseWhileLocked(pool, user, user.sub);
  if (!provesPassword(poolName, user.sub, input.PreviousPassword, user)) {
    countWrongPassword(pool, user, user.sub);
    throw notAuthorized();
  }
  pool.directory.save(withPassword(pool, user, input.ProposedPassword));
  return {};
}

export const withPassword = (pool: Pool, user: User, password: string): User => ({
  ...user,
  ...makeVerifier(poolName, user.sub, password),
  failedPasswords: noFailures,
  updatedAtMs: pool.now(),
});
