/** What `make` makes, made when it is first asked for: a formatter of Intl takes milliseconds, and most are never needed. */
export function madeAtNeed<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => (made ??= { it: make() }).it;
}
