import { ANONYMOUS } from '@trastienda/base';
import type { SessionTransport } from '@trastienda/procedures';
import type { RouterContext, Services } from '../context.ts';

/** Creates a partial test double of a service; any other property throws. */
export function createPartial<Whole extends object>(part: Partial<Whole>): Whole {
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

/** Creates the context of a call without rate limits, by a visitor by default. */
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
    // A procedure that reaches a service has accepted its caller.
    services: createPartial<Services>({}),
    onCall: () => {},
    ...parts,
  };
}

/** Creates a signed-in account with the given permissions. */
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
