import { Authenticator, useAuthenticator } from "@aws-amplify/ui-react";
import "./authenticator.css";
import { useEffect, useState } from "react";
import * as z from "zod/mini";
// The forms sign in through the same Amplify that auth.ts configures.
import { configureAmplify } from "#src/backend/auth.ts";
import { useBackend } from "#src/backend/backend.ts";
import { signInWords } from "#src/sign-in-words.ts";

const configured = new WeakSet<object>();

export function AuthenticatorForms() {
  const { outputs } = useBackend();
  if (!configured.has(outputs)) {
    configureAmplify(outputs);
    configured.add(outputs);
  }
  return (
    <Authenticator.Provider>
      <Authenticator loginMechanisms={["email"]} components={steps} />
      <Follow />
      <LocalMail />
    </Authenticator.Provider>
  );
}

const headed = (title: string) => ({ Header: () => <h2>{title}</h2> });

/** Amplify's own headings leave levels out, which nobody can follow by ear. */
const steps = {
  ConfirmSignUp: headed(signInWords.steps.confirm),
  ForgotPassword: headed(signInWords.steps.forgot),
  ConfirmResetPassword: headed(signInWords.steps.forgot),
  ForceNewPassword: headed(signInWords.steps.newPassword),
};

/** The forms are done: the app takes over. */
function Follow() {
  const { welcome } = useBackend();
  const { authStatus } = useAuthenticator((context) => [context.authStatus]);
  useEffect(() => {
    if (authStatus === "authenticated") welcome().catch(reportError);
  }, [authStatus, welcome]);
  return undefined;
}

const mailbox = z.object({ messages: z.array(z.object({ code: z.string(), sentAt: z.string() })) });
const askEveryMs = 1500;

/** A machine without mail: the code that would have been sent, read from the embedded cloud's own mailbox. */
function LocalMail() {
  const { outputs } = useBackend();
  const { route, username } = useAuthenticator((context) => [context.route, context.username]);
  const [code, setCode] = useState<string>();
  const endpoint = outputs.custom?.local?.userPoolEndpoint;
  const isAsked = route === "confirmSignUp" || route === "confirmResetPassword" || route === "verifyUser";
  useEffect(() => {
    if (endpoint === undefined || !isAsked || !username) return;
    const look = async (): Promise<void> => {
      const answer = await fetch(new URL(`/local/mail?to=${encodeURIComponent(username)}`, endpoint));
      const read = mailbox.safeParse(await answer.json());
      if (read.success) setCode(read.data.messages[0]?.code);
    };
    const ask = (): void => void look().catch(reportError);
    ask();
    const timer = setInterval(ask, askEveryMs);
    return () => {
      clearInterval(timer);
      setCode(undefined);
    };
  }, [endpoint, isAsked, username]);
  return (
    <output className="local-mail" hidden={code === undefined}>
      {code !== undefined && signInWords.localCode(code)}
    </output>
  );
}
