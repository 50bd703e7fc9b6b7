import { createContext, useContext } from "react";
import { apiAt, type Call } from "./api.ts";
import { keptToken } from "./kept-token.ts";
import { type Outputs } from "./outputs.ts";
import { watched } from "./signal.ts";
import { openSession, type Session } from "./session.ts";
import { type Store } from "./store.ts";
import { NoSignal, SignedOut } from "./trouble.ts";

/** Everything outside this phone that the app talks to. */
export interface Backend {
  readonly outputs: Outputs;
  readonly session: Store<Session>;
  readonly call: Call;
  /** Undefined: nobody is signed in. Throws NoSignal when a renewal is needed and the network is away. */
  readonly token: (renew: boolean) => Promise<string | undefined>;
  /** Takes note of who has just signed in. */
  readonly welcome: () => Promise<void>;
  readonly signInWith: (email: string, password: string) => Promise<void>;
  readonly signOut: (everywhere: boolean) => Promise<void>;
}

export function connectBackend(outputs: Outputs): Backend {
  const session = openSession(localStorage);
  const loadAuth = () => import("./auth.ts");
  let loading: ReturnType<typeof loadAuth> | undefined;
  const auth = (): ReturnType<typeof loadAuth> => {
    loading ??= loadAuth().then(
      (module) => {
        module.configureAmplify(outputs);
        return module;
      },
      (cause: unknown) => {
        loading = undefined;
        throw new NoSignal("The sign-in code could not be loaded", { cause });
      },
    );
    return loading;
  };
  const expire = (): void =>
    session.update((now) => (now.state === "signed-in" ? { state: "expired", user: now.user } : now));
  const token = async (renew: boolean): Promise<string | undefined> => {
    const kept = renew ? undefined : keptToken(localStorage, outputs.auth.user_pool_client_id, Date.now());
    if (kept !== undefined) return kept;
    const { accessToken } = await auth();
    try {
      return await accessToken(renew);
    } catch (cause) {
      if (isRefusal(cause)) {
        expire();
        throw new SignedOut("The session cannot be renewed", { cause });
      }
      throw new NoSignal("The session could not be renewed now", { cause });
    }
  };
  const welcome = async (): Promise<void> => {
    const user = await (await auth()).currentUser();
    session.set(user === undefined ? { state: "signed-out" } : { state: "signed-in", user });
  };
  const tokenOrExpired = async (renew: boolean): Promise<string | undefined> => {
    const found = await token(renew);
    // Amplify forgets tokens that Cognito has revoked; whoever was signed in must do it again.
    if (found === undefined) expire();
    return found;
  };

  const ask = apiAt(outputs.data.url, { token: tokenOrExpired, expired: expire });

  return {
    outputs,
    session,
    call: (name, input, signal) =>
      watched(
        () => ask(name, input, signal),
        (error) => error instanceof NoSignal,
      ),
    token: tokenOrExpired,
    welcome,
    async signInWith(email, password) {
      await (await auth()).signInWith(email, password);
      await welcome();
    },
    async signOut(everywhere) {
      const { leave } = await auth();
      try {
        await leave(everywhere);
      } catch (cause) {
        // Offline, the tokens on this phone are gone all the same; only "everywhere" is a promise about others.
        if (everywhere) throw new NoSignal("Signing out everywhere needs the network", { cause });
      }
      session.set({ state: "signed-out" });
    },
  };
}

/** Cognito's answers, as Amplify names them, that no waiting will change. */
const isRefusal = (cause: unknown): boolean =>
  cause instanceof Error &&
  ["NotAuthorizedException", "UserUnAuthenticatedException", "UserNotFoundException"].includes(cause.name);

const BackendContext = createContext<Backend | undefined>(undefined);
export const BackendProvider = BackendContext.Provider;

export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (backend === undefined) throw new Error("useBackend outside BackendProvider");
  return backend;
}
