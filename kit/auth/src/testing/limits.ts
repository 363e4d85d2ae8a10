import type { CallOrigin } from '@trastienda/base';
import { expect } from 'vitest';
import type { AuthLimits } from '../config.ts';
import { type TestAuth, UNLIMITED, VISITOR } from './start-test-auth.ts';

/** What a call over a limit fails with. */
export const limited = {
  reason: 'RATE_LIMITED',
  details: { retryAfterSeconds: expect.any(Number) },
};

let hosts = 0;

/** Returns a source without earlier calls. */
export function newOrigin(): CallOrigin {
  hosts += 1;
  return { ...VISITOR, source: `2001:db8:0:${hosts.toString(16)}::/64` };
}

/** Creates another process with these limits. */
export function limitedProcess(fixture: TestAuth, limits: Partial<AuthLimits>) {
  return fixture.another({ config: { limits: { ...UNLIMITED, ...limits } } });
}
