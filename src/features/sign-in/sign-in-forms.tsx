import { Component, lazy, type ReactNode, Suspense } from "react";
import { Button } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { words } from "#src/words.ts";

const AuthenticatorForms = lazy(async () => ({
  default: (await import("./authenticator.tsx")).AuthenticatorForms,
}));

/** Amplify's forms, which are heavy: fetched here only, with an end of their own when they cannot be. */
export function SignInForms() {
  return (
    <CouldNotLoad>
      <Suspense fallback={<div className="skeleton sign-in-waiting" aria-hidden />}>
        <AuthenticatorForms />
      </Suspense>
    </CouldNotLoad>
  );
}

class CouldNotLoad extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <TroubleBox trouble={words.trouble.noSignal}>
        <Button onClick={() => window.location.reload()}>{words.common.reload}</Button>
      </TroubleBox>
    );
  }
}
