import type { SendRequest } from '@trastienda/client';
import { SESSION_ENDS } from './guest-paths.ts';
import type { Guests } from './guest-tokens.ts';

/** Header of the guest token, and its value when the token is in the cookie. */
export const GUEST_HEADER = 'trastienda-guest';
const IN_COOKIE = 'cookie';

/** The guest whose token is in a cookie: only the server knows whether there is one. */
export const cookieGuests: Guests = {
  find: async () => IN_COOKIE,
  findOrMake: async () => IN_COOKIE,
};

/** Returns whether the server creates a guest for this request if there is none. */
function mayStartGuest({ method, headers }: RequestInit): boolean {
  const isStream = new Headers(headers).get('accept')?.includes('text/event-stream') === true;
  return isStream || (method !== undefined && method !== 'GET');
}

/** Returns whether the server forgets the guest with this request, which has one call. */
const endsGuest = (url: string): boolean =>
  SESSION_ENDS.includes(new URL(url).pathname.split('/').at(-1) ?? '');

/**
 * Sends calls with the guest's cookie. Until one has been answered, those that may start a guest wait
 * for each other: of two guests that start at once, the cookie would keep the last one only.
 */
export function sendWithGuestCookie(send: SendRequest): SendRequest {
  let isStarted = false;
  let previous: Promise<unknown> = Promise.resolve();

  return (url, init) => {
    if (new Headers(init.headers).get(GUEST_HEADER) !== IN_COOKIE) return send(url, init);
    // Some runtimes at the edge reject requests that say anything of credentials, and have none.
    const included =
      'credentials' in Request.prototype ? { ...init, credentials: 'include' as const } : init;
    if (endsGuest(url)) isStarted = false;
    else if (isStarted || !mayStartGuest(init)) return send(url, included);
    const answered = previous.then(async () => {
      const response = await send(url, included);
      if (response.ok && !endsGuest(url)) isStarted = true;
      return response;
    });
    previous = answered.catch(() => {});
    return answered;
  };
}
