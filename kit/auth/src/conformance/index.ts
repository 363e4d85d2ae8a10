import type { Guarantee } from './guarantee.ts';
import { LIFETIME_GUARANTEES } from './lifetime-guarantees.ts';
import { REVOCATION_GUARANTEES } from './revocation-guarantees.ts';
import { TOKEN_GUARANTEES } from './token-guarantees.ts';

export type { ConformanceSetup, Guarantee } from './guarantee.ts';

/**
 * The promises of every implementation of sessions, for tests with any runner. They share one
 * database, run one after the other, and leave their accounts and sessions behind.
 *
 * @example
 * describe.each([luciaSessions, tokenSessions])('%o', (provider) => {
 *   for (const { title, check } of SESSION_GUARANTEES) {
 *     test(title, () => check({ provider, database, setTime: (at) => vi.setSystemTime(at) }));
 *   }
 * });
 */
export const SESSION_GUARANTEES: readonly Guarantee[] = [
  ...TOKEN_GUARANTEES,
  ...LIFETIME_GUARANTEES,
  ...REVOCATION_GUARANTEES,
];
