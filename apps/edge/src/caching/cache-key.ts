/** Prefixes below which the server has queries. */
const TRPC = '/trpc/';
const REST = '/api/';

/** Longer inputs are keyed as they are: they are not worth the time. */
const MAX_INPUT_LENGTH = 8000;

/** Sorts the keys of objects, which the server reads in any order. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, sortKeys(member)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns one spelling of a JSON text; text that is no JSON stays as it is. */
function canonicalJson(text: string): string {
  if (text.length > MAX_INPUT_LENGTH) return text;
  try {
    return JSON.stringify(sortKeys(JSON.parse(text)));
  } catch {
    return text;
  }
}

/** The parameters of a call that tRPC reads, in one order; it ignores all others. */
function trpcSearch(params: URLSearchParams): string | null {
  // Of a subscription.
  if (params.has('connectionParams')) return null;
  const [batch, input] = [params.get('batch'), params.get('input')];
  const canonical = new URLSearchParams();
  if (batch !== null) canonical.set('batch', batch);
  if (input !== null) canonical.set('input', canonicalJson(input));
  return canonical.toString();
}

/** All parameters by name: those of one name keep their order, which a list may depend on. */
function restSearch(params: URLSearchParams): string {
  const sorted = new URLSearchParams(params);
  sorted.sort();
  return sorted.toString();
}

/**
 * Returns the URL at the server under which the answer to a query is stored, the same for requests
 * that differ in encoding and order only; null for URLs that are no queries. What fills the cache is
 * requested with this URL, so that nothing that is not in the key can change what is stored.
 */
export function cacheKeyOf(url: string, origin: string): string | null {
  const { pathname, searchParams } = new URL(url);
  if (pathname.startsWith(REST)) {
    const search = restSearch(searchParams);
    return `${origin}${pathname}${search === '' ? '' : `?${search}`}`;
  }
  if (!pathname.startsWith(TRPC)) return null;
  const search = trpcSearch(searchParams);
  if (search === null) return null;
  return `${origin}${pathname}${search === '' ? '' : `?${search}`}`;
}
