import * as z from "zod/mini";
import { userId } from "#core/ids.ts";
import { userKeptAt } from "#src/boot/kept-screen.ts";
import { createStore, type Store } from "./store.ts";

const user = z.object({ userId, email: z.string() });
export type User = z.infer<typeof user>;

/** `expired`: known, their lists still on screen, but the backend wants them to sign in again. */
export type Session =
  | { readonly state: "signed-out" }
  | { readonly state: "signed-in"; readonly user: User }
  | { readonly state: "expired"; readonly user: User };

/** Who was signed in last on this phone is taken to be still: the app starts at once, and offline. */
export function openSession(storage: Storage): Store<Session> {
  const store = createStore<Session>(readKept(storage));
  store.subscribe(() => {
    const session = store.get();
    if (session.state === "signed-out") storage.removeItem(userKeptAt);
    else storage.setItem(userKeptAt, JSON.stringify(session.user));
  });
  return store;
}

/** Who was signed in last, as it is kept. */
export function readKept(storage: Storage): Session {
  const text = storage.getItem(userKeptAt);
  if (text === null) return { state: "signed-out" };
  try {
    const read = user.safeParse(JSON.parse(text));
    return read.success ? { state: "signed-in", user: read.data } : { state: "signed-out" };
  } catch {
    return { state: "signed-out" };
  }
}
