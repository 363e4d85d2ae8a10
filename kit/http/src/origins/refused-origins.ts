import type { Log } from '@trastienda/base';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../app-env.ts';
import { isFromOwnPage } from './same-origin.ts';

/** Minimum time between two logs of one origin: a rejected page retries often. */
const REPEAT_MS = 60_000;
const MAX_REMEMBERED = 100;
/** Longest possible origin: a scheme, a host name of 253 characters and a port. */
const MAX_ORIGIN_LENGTH = 300;

/**
 * Logs pages whose origin is not configured: browsers reject their requests or hide the responses,
 * and report that only in their own console.
 */
export function logRefusedOrigins(
  origins: () => ReadonlySet<string>,
  { log, setting }: { readonly log: Log; readonly setting: string },
) {
  const loggedAt = new Map<string, number>();

  const isDue = (key: string): boolean => {
    const now = performance.now();
    const last = loggedAt.get(key);
    if (last !== undefined && now - last < REPEAT_MS) return false;
    loggedAt.delete(key);
    loggedAt.set(key, now);
    const [oldest] = loggedAt.keys();
    if (loggedAt.size > MAX_REMEMBERED && oldest !== undefined) loggedAt.delete(oldest);
    return true;
  };

  return createMiddleware<AppEnv>(async function refusedOrigins(c, next) {
    const { headers, method } = c.req.raw;
    const origin = headers.get('origin')?.slice(0, MAX_ORIGIN_LENGTH);
    if (origin !== undefined && !isFromOwnPage(headers, origins())) {
      const isPreflight = method === 'OPTIONS' && headers.has('access-control-request-method');
      if (isDue(`${isPreflight} ${origin}`)) {
        const hint = `Pages of this origin may not call: see ${setting}.`;
        const what = isPreflight ? 'preflight refused' : 'cross-origin request';
        log.warn({ requestId: c.get('requestId'), origin, hint }, what);
      }
    }
    await next();
  });
}
