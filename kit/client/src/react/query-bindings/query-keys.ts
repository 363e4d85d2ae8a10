/** How a query is cached: one answer, or the pages of a list. */
export type QueryKind = 'query' | 'infinite';

/** Start of the keys of a procedure, or of all procedures of a router. */
export type PathKey = readonly [string | readonly string[], ...(readonly string[])[]];

/** Key of a query: its path, and its input where it has one. */
export type BoundQueryKey = readonly [
  ...PathKey,
  { readonly input?: unknown; readonly type: QueryKind },
];

/**
 * Returns the start of the keys below a path. It has the form of `@trpc/tanstack-react-query`, so
 * that both can share a cache.
 */
export function pathKeyOf(path: readonly string[], prefix: string | undefined): PathKey {
  return prefix === undefined ? [path] : [[prefix], path];
}

/** Returns the key of a query. The cursor of a list is left out: all of its pages have one key. */
export function queryKeyOf(pathKey: PathKey, type: QueryKind, input: unknown): BoundQueryKey {
  if (input === undefined || typeof input === 'symbol') return [...pathKey, { type }];
  if (type === 'query' || typeof input !== 'object' || input === null) {
    return [...pathKey, { input, type }];
  }
  const { cursor: _cursor, ...rest }: { cursor?: unknown } = input;
  return [...pathKey, { input: rest, type }];
}
