import type { CachePolicy, FindProcedure } from '@trastienda/procedures';

/** Lifetime and tags of an answer that shared caches may store. */
export interface Cacheable {
  readonly policy: CachePolicy;
  /** Some may be named twice. */
  readonly tags: readonly string[];
}

/** Returns the shortest times of several policies; null when one of them is missing. */
function shortestPolicy(policies: readonly (CachePolicy | null)[]): CachePolicy | null {
  const known = policies.filter((policy) => policy !== null);
  if (known.length === 0 || known.length < policies.length) return null;
  return {
    maxAge: Math.min(...known.map(({ maxAge }) => maxAge)),
    staleWhileRevalidate: Math.min(
      ...known.map(({ staleWhileRevalidate = 0 }) => staleWhileRevalidate),
    ),
  };
}

/** Collects the tags of the calls of one request. */
export interface TagCollector {
  readonly onTags: (tags: readonly string[]) => void;
  /** Returns null unless every call has succeeded. */
  collected(): Cacheable | null;
}

/** Returns null when a call of the request does not declare `cache`. */
export function collectTags(
  findProcedure: FindProcedure,
  paths: readonly string[],
): TagCollector | null {
  const policy = shortestPolicy(paths.map((path) => findProcedure(path)?.meta.cache ?? null));
  if (policy === null) return null;
  const reports: (readonly string[])[] = [];
  return {
    onTags: (tags) => reports.push(tags),
    collected() {
      const [first, ...others] = reports;
      if (first === undefined || reports.length < paths.length) return null;
      return { policy, tags: others.length === 0 ? first : reports.flat() };
    },
  };
}
