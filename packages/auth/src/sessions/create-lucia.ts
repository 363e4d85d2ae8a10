import type { SessionStore } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import { Lucia, TimeSpan } from 'lucia';
import type { AuthConfig } from '../config.ts';
import { createLuciaAdapter } from './lucia-adapter.ts';
import type { ShopLucia } from './lucia-register.ts';

/**
 * Lucia over the shop's sessions. It only looks after how long they live: tokens, cookies and
 * requests are ours. It reads the system's time, whatever `clock` says. Cheap to make, one for each
 * use; see `createLuciaAdapter`.
 */
export function createLucia(
  sessions: SessionStore,
  clock: Clock,
  { slidingSeconds, absoluteSeconds }: AuthConfig['session'],
): ShopLucia {
  return new Lucia(createLuciaAdapter(sessions, clock), {
    sessionExpiresIn: new TimeSpan(Math.min(slidingSeconds, absoluteSeconds), 's'),
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
  });
}
