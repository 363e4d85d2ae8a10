/** For how long an answer may be used, in seconds. */
export interface Lifetime {
  readonly maxAge: number;
  readonly staleWhileRevalidate: number;
  readonly staleIfError: number;
}

function secondsOf(directives: string, name: string): number {
  const [, seconds] = new RegExp(`(?:^|,)\\s*${name}=(\\d{1,9})`, 'i').exec(directives) ?? [];
  return Number(seconds ?? 0);
}

/** Headers on which a stored answer may depend: none of them reaches the server from this cache. */
const HARMLESS_VARY = new Set(['accept-encoding', 'trpc-accept', 'accept', 'origin']);

function variesHarmlessly(vary: string | null): boolean {
  const names = (vary ?? '').split(',').map((name) => name.trim().toLowerCase());
  return names.every((name) => name === '' || HARMLESS_VARY.has(name));
}

/**
 * Returns how long a response may be stored, by its headers for shared caches (RFC 9213); null when it
 * may not. `Cache-Control` is for browsers, but what it calls private or no-store is not stored.
 */
export function lifetimeOf({ status, headers }: Response): Lifetime | null {
  const directives = headers.get('cdn-cache-control');
  if (status !== 200 || directives === null) return null;
  if (!/\bpublic\b/i.test(headers.get('cache-control') ?? '')) return null;
  if (/\b(no-store|private|no-cache)\b/i.test(directives)) return null;
  if (headers.has('set-cookie') || !headers.has('etag')) return null;
  if (!variesHarmlessly(headers.get('vary'))) return null;
  const lifetime = {
    maxAge: secondsOf(directives, 'max-age'),
    staleWhileRevalidate: secondsOf(directives, 'stale-while-revalidate'),
    staleIfError: secondsOf(directives, 'stale-if-error'),
  };
  return retentionOf(lifetime) > 0 ? lifetime : null;
}

/** Returns how long a stored answer may be of use. */
export function retentionOf(lifetime: Lifetime): number {
  return lifetime.maxAge + Math.max(lifetime.staleWhileRevalidate, lifetime.staleIfError);
}
