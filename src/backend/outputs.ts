import * as z from "zod/mini";

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

/** Asks the app's own origin where the backend is. Without a network the last answer serves. */
export async function loadOutputs(storage: Storage = localStorage): Promise<OutputsAnswer> {
  const text = await fetchText();
  const kept = storage.getItem(keptAt);
  const read = readOutputs(text) ?? readOutputs(kept);
  if (read !== undefined) {
    storage.setItem(keptAt, JSON.stringify(read.whole));
    return { state: "found", outputs: read };
  }
  return { state: text === null ? "unreachable" : "unknown" };
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
