import type { Clock } from '@trastienda/base';
import { Lucia, TimeSpan } from 'lucia';
import type { SessionStore } from '../../collections/index.ts';
import type { SessionDeps } from '../sessions.ts';
import { createLuciaAdapter } from './lucia-adapter.ts';
import type { AuthLucia } from './lucia-register.ts';

/**
 * Creates Lucia over the session store. Lucia only manages session lifetimes; tokens, cookies and
 * requests are ours. It reads the system time, whatever `clock` says. Cheap to create: make one per
 * use, see `createLuciaAdapter`.
 */
export function createLucia(
  sessions: SessionStore,
  clock: Clock,
  { slidingSeconds, absoluteSeconds }: SessionDeps['config'],
): AuthLucia {
  return new Lucia(createLuciaAdapter(sessions, clock), {
    sessionExpiresIn: new TimeSpan(Math.min(slidingSeconds, absoluteSeconds), 's'),
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
  });
}
