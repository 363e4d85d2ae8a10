const AREAS = ['cart.', 'checkout.', 'orders.'];

/** Merges a guest's cart into that of an account; a no-op without a guest. */
const CLAIM = 'cart.claim';

/** Calls that end a session: the server then forgets the guest of a cookie, too. */
export const SESSION_ENDS: readonly string[] = ['auth.signOut', 'account.delete'];

/** Subscribes to queries, which its input names. */
const LIVE = 'live.watch';

/** Returns the paths of the queries that a subscription keeps live. */
export function livePathsOf({ path, input }: { readonly path: string; readonly input: unknown }) {
  if (path !== LIVE) return [];
  const { queries }: { queries?: unknown } = Object(input);
  return Array.isArray(queries) ? queries.map((query): string => String(Object(query).path)) : [];
}

/** Returns whether a call needs a guest token, sends one if there is one, ends the guest, or ignores it. */
export function guestOf(path: string): 'needed' | 'optional' | 'ended' | 'none' {
  if (SESSION_ENDS.includes(path)) return 'ended';
  if (path === CLAIM) return 'optional';
  return AREAS.some((area) => path.startsWith(area)) ? 'needed' : 'none';
}
