import type { Operation } from '@trpc/client';

type Call = Pick<Operation, 'path' | 'context'>;

/** Tells which calls caches may answer. */
export interface CachedCalls {
  /** Returns whether a call is sent so that caches may answer it: without anything of its caller. */
  isCached(call: Call): boolean;
  /** Returns whether a call says, by `context.cached: false`, that no cache may answer it. */
  isFresh(call: Call): boolean;
}

/** `paths` are the queries that declare `cache`; none is cached when `caching` is false. */
export function createCachedCalls(paths: readonly string[], caching: boolean): CachedCalls {
  const declared = new Set(paths);
  const isFresh = ({ path, context }: Call) => context.cached === false && declared.has(path);
  return {
    isFresh,
    isCached: (call) => caching && declared.has(call.path) && !isFresh(call),
  };
}
