import { useState } from "react";
import { useBackend } from "#src/backend/backend.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { words } from "#src/words.ts";
import { SignInForms } from "./sign-in-forms.tsx";
import "./sign-in.css";

/** The session has ended. What was on screen stays there, under this. */
export function SignInAgain() {
  const { signOut } = useBackend();
  const [isPutOff, setPutOff] = useState(false);
  if (isPutOff)
    return (
      <output className="banner banner-update">
        {words.trouble.signedOut.message}
        <Button onClick={() => setPutOff(false)}>{words.signIn.signIn}</Button>
      </output>
    );
  return (
    <Sheet title={words.signIn.againTitle} onClose={() => setPutOff(true)}>
      <p className="quiet">{words.signIn.againWhy}</p>
      <SignInForms />
      <Button look="plain" wide onClick={() => void signOut(false)}>
        {words.signIn.someoneElse}
      </Button>
    </Sheet>
  );
}
