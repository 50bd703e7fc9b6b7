import { CognitoError } from "./cognito-error.ts";

/** What Amplify Gen 2 sets on a pool by default, less the symbol; `amplify/auth/resource.ts` sets the same. */
export const passwordPolicy = { minLength: 8, maxLength: 256 } as const;

/** Throws InvalidPasswordException, in Cognito's words, unless the password may be used. */
export function checkPassword(password: string): void {
  const complaint = complaintAbout(password);
  if (complaint !== undefined)
    throw new CognitoError("InvalidPasswordException", `Password did not conform with policy: ${complaint}`);
}

function complaintAbout(password: string): string | undefined {
  if (password.length < passwordPolicy.minLength) return "Password not long enough";
  if (password.length > passwordPolicy.maxLength) return "Password too long";
  if (!/[a-z]/.test(password)) return "Password must have lowercase characters";
  if (!/[A-Z]/.test(password)) return "Password must have uppercase characters";
  if (!/[0-9]/.test(password)) return "Password must have numeric characters";
  return undefined;
}
