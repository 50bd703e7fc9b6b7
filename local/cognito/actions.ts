import * as z from "zod/mini";
import {
  accessTokenInput,
  deleteUser,
  getUser,
  getUserAttributeVerificationCode,
  getUserAttributeVerificationCodeInput,
  globalSignOut,
  revokeToken,
  revokeTokenInput,
  updateUserAttributes,
  updateUserAttributesInput,
  verifyUserAttribute,
  verifyUserAttributeInput,
} from "./account.ts";
import { CognitoError, invalid } from "./cognito-error.ts";
import {
  changePassword,
  changePasswordInput,
  confirmForgotPassword,
  confirmForgotPasswordInput,
  forgotPassword,
  forgotPasswordInput,
} from "./password.ts";
import { clientId, type Pool } from "./pool.ts";
import {
  getTokensFromRefreshToken,
  getTokensFromRefreshTokenInput,
  initiateAuth,
  initiateAuthInput,
  respondToAuthChallenge,
  respondToAuthChallengeInput,
} from "./sign-in.ts";
import {
  confirmSignUp,
  confirmSignUpInput,
  resendConfirmationCode,
  resendConfirmationCodeInput,
  signUp,
  signUpInput,
} from "./sign-up.ts";

/** Runs one action of the wire protocol. Throws CognitoError for every refusal. */
export function act(pool: Pool, name: string, input: unknown): object {
  const action = actions[name];
  if (action === undefined) throw new CognitoError("UnknownOperationException", `Unknown operation ${name}`);
  refuseOtherClient(input);
  return action(pool, input);
}

type Action = (pool: Pool, input: unknown) => object;

function action<T>(schema: z.ZodMiniType<T>, run: (pool: Pool, input: T) => object): Action {
  return (pool, input) => {
    const read = schema.safeParse(input);
    if (read.success) return run(pool, read.data);
    const [issue] = read.error.issues;
    throw invalid(`${issue?.path.join(".") || "Request"}: ${issue?.message ?? "is malformed"}`);
  };
}

const actions: Readonly<Record<string, Action>> = {
  SignUp: action(signUpInput, signUp),
  ConfirmSignUp: action(confirmSignUpInput, confirmSignUp),
  ResendConfirmationCode: action(resendConfirmationCodeInput, resendConfirmationCode),
  InitiateAuth: action(initiateAuthInput, initiateAuth),
  RespondToAuthChallenge: action(respondToAuthChallengeInput, respondToAuthChallenge),
  GetTokensFromRefreshToken: action(getTokensFromRefreshTokenInput, getTokensFromRefreshToken),
  RevokeToken: action(revokeTokenInput, revokeToken),
  GlobalSignOut: action(accessTokenInput, globalSignOut),
  ForgotPassword: action(forgotPasswordInput, forgotPassword),
  ConfirmForgotPassword: action(confirmForgotPasswordInput, confirmForgotPassword),
  ChangePassword: action(changePasswordInput, changePassword),
  GetUser: action(accessTokenInput, getUser),
  UpdateUserAttributes: action(updateUserAttributesInput, updateUserAttributes),
  GetUserAttributeVerificationCode: action(
    getUserAttributeVerificationCodeInput,
    getUserAttributeVerificationCode,
  ),
  VerifyUserAttribute: action(verifyUserAttributeInput, verifyUserAttribute),
  DeleteUser: action(accessTokenInput, deleteUser),
};

const clientInput = z.object({ ClientId: z.optional(z.unknown()) });

function refuseOtherClient(input: unknown): void {
  const read = clientInput.safeParse(input);
  if (read.success && read.data.ClientId !== undefined && read.data.ClientId !== clientId)
    throw new CognitoError(
      "ResourceNotFoundException",
      `User pool client ${String(read.data.ClientId)} does not exist.`,
    );
}
