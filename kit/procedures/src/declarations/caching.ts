/** How long caches may answer without asking the server; whole seconds. */
export interface CachePolicy {
  /** Lifetime of an answer in shared caches; browsers always revalidate. */
  readonly maxAge: number;
  /** How long shared caches may still serve an expired answer while they fetch a new one. */
  readonly staleWhileRevalidate?: number;
}

/** A successful call, for the callback `tags`. */
export interface AnsweredCall<Context, Input, Output> {
  readonly ctx: Context;
  readonly input: Input;
  readonly output: Output;
}

/** Names the data that an answer depends on. */
export type TagsOf<Context, Input, Output> = (
  call: AnsweredCall<Context, Input, Output>,
) => readonly string[];

/**
 * What a query promises to caches. `tags` name the data that an answer depends on, such as
 * `product:<id>`; lists use one tag for the whole collection, such as `products`. Tags of access
 * other than `public` name the account or buyer. `cache` is for public queries, whose answers are
 * the same for every caller, and needs tags.
 */
export type Caching<Access extends string, Context, Input, Output> =
  | { readonly tags?: TagsOf<Context, Input, Output>; readonly cache?: never }
  | {
      readonly tags: TagsOf<Context, Input, Output>;
      readonly cache: Access extends 'public' ? CachePolicy : never;
    };

interface CachingDeclaration {
  readonly access: string;
  readonly summary: string;
  readonly idempotency?: unknown;
  readonly tags?: unknown;
  readonly cache?: CachePolicy;
}

function isSeconds(value: number | undefined): boolean {
  return value === undefined || (Number.isInteger(value) && value >= 0);
}

/**
 * Returns the cache policy of a declaration, or null.
 *
 * @throws {TypeError} when it cannot be promised: by a mutation, for some callers only, without
 *   tags, or for a time that is not in whole seconds.
 */
export function cachePolicyOf(declaration: CachingDeclaration): CachePolicy | null {
  const { access, summary, idempotency, tags, cache } = declaration;
  if (tags !== undefined && idempotency !== undefined) {
    throw new TypeError(`"${summary}": only queries have tags.`);
  }
  if (cache === undefined) return null;
  if (access !== 'public' || idempotency !== undefined) {
    throw new TypeError(`"${summary}": only public queries may be cached.`);
  }
  if (tags === undefined) throw new TypeError(`"${summary}": a cached query declares its tags.`);
  if (!isSeconds(cache.maxAge) || !isSeconds(cache.staleWhileRevalidate)) {
    throw new TypeError(`"${summary}": times of a cache are whole seconds.`);
  }
  return cache;
}
