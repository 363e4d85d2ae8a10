import { ANONYMOUS } from '@trastienda/contract';
import type { RouterContext, Services, SessionTransport } from '../context.ts';

/** As much of a service as a test needs; what else is asked of it throws. */
export function partly<Whole extends object>(part: Partial<Whole>): Whole {
  return new Proxy(part as Whole, {
    get(target, name) {
      if (!(name in target)) throw new Error(`${String(name)} was reached.`);
      return Reflect.get(target, name);
    },
  });
}

const NO_SESSIONS: SessionTransport = {
  requireDeliverable() {},
  deliver() {
    throw new Error('A session was delivered.');
  },
  requireClearable() {},
  clear() {},
};

/** The context of a call that costs nothing, by a visitor unless told otherwise. */
export function createTestContext(parts: Partial<RouterContext> = {}): RouterContext {
  const { actor = ANONYMOUS } = parts;
  const requestId = 'r-1';
  return {
    actor,
    guest: null,
    origin: { actor, requestId, source: '192.0.2.1', network: '192.0.2.0/24', device: 'a test' },
    session: NO_SESSIONS,
    consume: async () => {},
    requestId,
    // A procedure that gets this far has let its caller in.
    services: partly<Services>({}),
    onCall: () => {},
    ...parts,
  };
}

/** Somebody who is signed in and may do what `permissions` say. */
export function createTestAccount(
  parts: Partial<Extract<RouterContext['actor'], { kind: 'account' }>> = {},
) {
  return {
    kind: 'account',
    accountId: 'a1',
    sessionId: 's1',
    role: 'customer',
    permissions: [],
    isRecent: true,
    ...parts,
  } as const;
}
