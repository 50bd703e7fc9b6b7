export type ListRequest = {
  readonly prefix: string;
  readonly delimiter: string | undefined;
  /** Keys up to and including this one, or beginning with it when it is a common prefix, are left out. */
  readonly after: string;
  readonly maxKeys: number;
};

export type Listing = {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page goes on; undefined at the end. */
  readonly next: string | undefined;
};

/** One page of ListObjectsV2 over `keys` in byte order: common prefixes count like keys and are given once. */
export function listPage(
  keys: readonly string[],
  { prefix, delimiter, after, maxKeys }: ListRequest,
): Listing {
  const page: string[] = [];
  const commonPrefixes: string[] = [];
  let last = after;
  if (maxKeys === 0) return { keys: [], commonPrefixes: [], next: undefined };

  for (const key of keys) {
    if (!key.startsWith(prefix) || !isAfter(key, after)) continue;
    const common = commonPrefixOf(key, prefix, delimiter);
    if (common !== undefined && (common === commonPrefixes.at(-1) || common === after)) continue;
    if (page.length + commonPrefixes.length === maxKeys) return { keys: page, commonPrefixes, next: last };
    if (common === undefined) page.push(key);
    else commonPrefixes.push(common);
    last = common ?? key;
  }
  return { keys: page, commonPrefixes, next: undefined };
}

function isAfter(key: string, after: string): boolean {
  return after === "" || Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0;
}

function commonPrefixOf(key: string, prefix: string, delimiter: string | undefined): string | undefined {
  if (!delimiter) return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}
