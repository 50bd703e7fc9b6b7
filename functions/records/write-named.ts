import { type Change, type Records } from "#functions/ports.ts";

/**
 * Writes all of the changes or none.
 * @param changes each under a name of its own; those that are undefined are left out
 * @returns the names of the changes whose condition did not hold; undefined when all are written. A refusal can name
 *   none, when another write was in the way
 */
export async function writeNamed<Name extends string>(
  records: Pick<Records, "write">,
  changes: Readonly<Record<Name, Change | undefined>>,
): Promise<ReadonlySet<Name> | undefined> {
  const named: [Name, Change][] = [];
  for (const name in changes) {
    const change = changes[name];
    if (change !== undefined) named.push([name, change]);
  }
  const written = await records.write(named.map(([, change]) => change));
  if (written.ok) return undefined;
  const failed = new Set(written.failed);
  return new Set(named.flatMap(([name], at) => (failed.has(at) ? [name] : [])));
}
