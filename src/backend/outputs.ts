import * as z from "zod/mini";
import { settled } from "#src/boot/settled.ts";

/** What the app reads of amplify_outputs.json; the rest goes to Amplify as it stands. */
const outputs = z.object({
  auth: z.object({
    aws_region: z.string(),
    user_pool_id: z.string(),
    user_pool_client_id: z.string(),
  }),
  data: z.object({ url: z.string() }),
  custom: z.optional(
    z.object({
      /** The embedded cloud only: where Cognito is played, and an account to try things with. */
      local: z.optional(
        z.object({
          userPoolEndpoint: z.string(),
          demoAccount: z.optional(z.object({ email: z.string(), password: z.string() })),
        }),
      ),
    }),
  ),
});

export interface Outputs extends z.infer<typeof outputs> {
  /** The file whole, for Amplify. */
  readonly whole: object;
}

export type OutputsAnswer =
  | { readonly state: "found"; readonly outputs: Outputs }
  /** Nothing answered, and this phone has never seen the file. */
  | { readonly state: "unreachable" }
  /** Something answered that is not a backend of ours. */
  | { readonly state: "unknown" };

const patienceMs = 4000;
const keptAt = "reimagine.outputs";

/**
 * Where the backend is: the last answer of the app's own origin at once, so that a start waits for no network; that
 * origin is asked all the same when the first screen is there, and another answer than the last one begins the app anew. Asked first where there is no
 * last answer.
 */
export async function loadOutputs(
  storage: Storage = localStorage,
  beginAnew: () => void = () => window.location.reload(),
  whenSettled: () => Promise<void> = settled,
): Promise<OutputsAnswer> {
  const kept = readOutputs(storage.getItem(keptAt));
  const ask = async () => {
    const text = await fetchText();
    return { text, read: readOutputs(text) };
  };
  const keep = ({ whole }: Outputs): boolean => {
    const before = storage.getItem(keptAt);
    const now = JSON.stringify(whole);
    if (before !== now) storage.setItem(keptAt, now);
    return before !== now;
  };
  if (kept !== undefined) {
    whenSettled()
      .then(ask)
      .then(({ read }) => read && keep(read) && beginAnew(), reportError);
    return { state: "found", outputs: kept };
  }
  const { text, read } = await ask();
  if (read === undefined) return { state: text === null ? "unreachable" : "unknown" };
  keep(read);
  return { state: "found", outputs: read };
}

async function fetchText(): Promise<string | null> {
  try {
    const answer = await fetch("/amplify_outputs.json", {
      cache: "no-cache",
      signal: AbortSignal.timeout(patienceMs),
    });
    return answer.ok ? await answer.text() : answer.status >= 500 ? null : "";
  } catch {
    // No network: said to the person by the screen, unless an earlier answer is kept.
    return null;
  }
}

function readOutputs(text: string | null): Outputs | undefined {
  if (text === null || text === "") return undefined;
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = outputs.safeParse(whole);
  return read.success && typeof whole === "object" && whole !== null ? { ...read.data, whole } : undefined;
}
