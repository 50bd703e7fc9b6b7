/**
 * What a screen showed when somebody saw it last, so that its next start can draw it before the app has come.
 * A description, never markup: draw-kept.ts makes of it only what it knows.
 */
export interface KeptScreen {
  /** Whose screen it was: nobody else is shown it. */
  readonly owner: string;
  /** The styles it was drawn with: in others it may be torn. A version that changes none of them can draw it. */
  readonly look: string;
  readonly keptAtMs: number;
  readonly content: readonly KeptNode[];
}

/** A text, or an element with its attributes (see draw-kept.ts) and what is inside. */
export type KeptNode =
  | string
  | readonly [tag: string, attributes: Readonly<Record<string, string>>, children: readonly KeptNode[]];

/** Who is signed in on this phone, as session.ts keeps it. */
export const userKeptAt = "reimagine.user";
const screenKeptAt = "reimagine.screen ";

/** The grids, a photo and its forms: what an app is opened at. */
const isKeptPath = (pathname: string): boolean => /^\/(?:[lp]\/[^/]+)?$/.test(pathname);

/** Where the screen at this address is kept; undefined for one that is not kept. */
export const keyOfScreen = ({
  pathname,
  search,
}: Pick<Location, "pathname" | "search">): string | undefined =>
  isKeptPath(pathname) ? screenKeptAt + pathname + search : undefined;

/** Every key in this storage under which a screen is kept. */
export const keysOfScreens = (storage: Storage): readonly string[] =>
  Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "").filter((key) =>
    key.startsWith(screenKeptAt),
  );

/** Nothing of what any screen showed stays in this storage. */
export function forgetScreens(storage: Storage): void {
  for (const key of keysOfScreens(storage)) storage.removeItem(key);
}

/** The screen at this address as it was shown in this look to whoever is signed in now; undefined when it is not known. */
export function keptScreenAt(
  storage: Storage,
  address: Pick<Location, "pathname" | "search">,
  look: string,
): KeptScreen | undefined {
  const key = keyOfScreen(address);
  const kept = key === undefined ? undefined : readScreen(storage, key);
  return kept?.look === look && kept.owner === signedInUser(storage) ? kept : undefined;
}

/** The screen kept under a key; undefined when what is there is none. */
export function readScreen(storage: Storage, key: string): KeptScreen | undefined {
  const kept = readJson(storage, key);
  // Read before there is a schema to read it by: draw-kept.ts trusts nothing of its content.
  return kept !== undefined && Array.isArray(kept["content"]) ? (kept as unknown as KeptScreen) : undefined;
}

const signedInUser = (storage: Storage): unknown => readJson(storage, userKeptAt)?.["userId"] ?? Number.NaN;

function readJson(storage: Storage, key: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? "null");
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
