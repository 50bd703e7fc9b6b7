import { useEffect, useState } from "react";
import { useBackend } from "#src/backend/backend.ts";
import { explain, NoSignal, SignedOut } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { HouseDrawing } from "#src/features/edit/drawings/house-drawing.tsx";
import { firstWords } from "#src/first-words.ts";
import { signInWords } from "#src/sign-in-words.ts";
import { SignInForms } from "./sign-in-forms.tsx";
import "./sign-in.css";

/** The way in. */
export function SignInScreen() {
  return (
    <main className="sign-in">
      <div className="sign-in-picture" aria-hidden>
        <HouseDrawing intensity="dramatic" />
      </div>
      <div className="sign-in-panel">
        <div>
          <h1>{firstWords.appName}</h1>
          <p className="quiet">{signInWords.promise}</p>
        </div>
        <DemoAccount />
        <SignInForms />
      </div>
    </main>
  );
}

/** The embedded cloud only. */
function DemoAccount() {
  const { outputs, signInWith, welcome } = useBackend();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const account = outputs.custom?.local?.demoAccount;

  // Whoever still has good tokens on this phone needs no form.
  useEffect(() => {
    welcome().catch((error: unknown) => {
      if (!(error instanceof NoSignal) && !(error instanceof SignedOut)) reportError(error);
    });
  }, [welcome]);

  if (account === undefined) return undefined;
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{signInWords.demoTitle}</h2>
      <p className="small">
        <code>{account.email}</code> <code>{account.password}</code>
      </p>
      <Button
        look="main"
        wide
        disabled={isBusy}
        onClick={() => {
          setBusy(true);
          setFailure(undefined);
          signInWith(account.email, account.password)
            .catch(setFailure)
            .finally(() => setBusy(false));
        }}
      >
        {isBusy ? signInWords.signingIn : signInWords.demo}
      </Button>
      {failure !== undefined && <TroubleBox trouble={explain(failure)} />}
    </section>
  );
}
