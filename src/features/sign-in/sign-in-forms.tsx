import { part, Parts } from "#src/features/start/part.tsx";

const AuthenticatorForms = part(async () => (await import("./authenticator.tsx")).AuthenticatorForms);

/** Amplify's forms, which are heavy: fetched here only. */
export function SignInForms() {
  return (
    <Parts waiting={<div className="skeleton sign-in-waiting" aria-hidden />}>
      <AuthenticatorForms />
    </Parts>
  );
}
