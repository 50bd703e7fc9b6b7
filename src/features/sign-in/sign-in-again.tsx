import { useState } from "react";
import { useBackend } from "#src/backend/backend.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { firstWords } from "#src/first-words.ts";
import { signInWords } from "#src/sign-in-words.ts";
import { SignInForms } from "./sign-in-forms.tsx";
import "./sign-in.css";

/** The session has ended. What was on screen stays there, under this. */
export function SignInAgain() {
  const { signOut } = useBackend();
  const [isPutOff, setPutOff] = useState(false);
  if (isPutOff)
    return (
      <output className="banner banner-update">
        {firstWords.trouble.signedOut.message}
        <Button onClick={() => setPutOff(false)}>{signInWords.signIn}</Button>
      </output>
    );
  return (
    <Sheet title={signInWords.againTitle} onClose={() => setPutOff(true)}>
      <p className="quiet">{signInWords.againWhy}</p>
      <SignInForms />
      <Button look="plain" wide onClick={() => void signOut(false)}>
        {signInWords.someoneElse}
      </Button>
    </Sheet>
  );
}
