import assert from 'node:assert/strict';
import { systemClock } from '@trastienda/base';
import type { RunTransaction } from '@trastienda/mongo';
import { insertAccount } from '../fixtures/insert-account.ts';
import type { SessionDeps, SessionProvider, Sessions } from '../sessions/sessions.ts';

/** What a guarantee is checked with. */
export interface ConformanceSetup {
  readonly provider: SessionProvider;
  readonly database: SessionDeps['database'] & { readonly transaction: RunTransaction };
  /** Sets the time of `Date` in this process, as `vi.setSystemTime` and `mock.timers` do. */
  readonly setTime: (at: Date) => void;
  /** Counts the commands that work sends to the database, by name; absent: they are not checked. */
  readonly countCommands?: (work: () => Promise<unknown>) => Promise<Record<string, number>>;
}

/** A promise of every implementation of sessions. */
export interface Guarantee {
  /** Sentence that names a test. */
  readonly title: string;
  /** Rejects with an `AssertionError` where the promise is broken. */
  readonly check: (setup: ConformanceSetup) => Promise<void>;
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
export const SLIDING_MS = 30 * DAY_MS;
export const ABSOLUTE_MS = 180 * DAY_MS;

/** Far in the future, so that the database's own clock removes nothing. */
const START_MS = Date.UTC(2100, 0, 1);
export const at = (ms: number) => new Date(START_MS + ms);

/** Returns sessions as another process on the same storage has them. */
export const openSessions = (
  { provider, database }: Pick<ConformanceSetup, 'provider' | 'database'>,
  config: Partial<SessionDeps['config']> = {},
): Sessions =>
  provider({
    database,
    clock: systemClock,
    config: { slidingSeconds: SLIDING_MS / 1000, absoluteSeconds: ABSOLUTE_MS / 1000, ...config },
  });

const DEVICE = { device: 'Firefox on Windows', network: '192.0.2.0/24' };

/** Starts a session in a transaction, as a sign-in does. */
export const startIn = (
  { database }: ConformanceSetup,
  sessions: Sessions,
  accountId: string,
): ReturnType<Sessions['start']> => database.transaction(() => sessions.start(accountId, DEVICE));

/** Sets the time to the start and returns sessions with one that began then. */
export async function startOne(setup: ConformanceSetup, config?: Partial<SessionDeps['config']>) {
  setup.setTime(at(0));
  const sessions = openSessions(setup, config);
  const { id: accountId } = await insertAccount(setup.database.accounts);
  const { token, session } = await startIn(setup, sessions, accountId);
  return { sessions, accountId, token, session };
}

const MAX_POLLS = 2000;
const POLL_MS = 10;

/** Waits until a value that is written in the background is the expected one. */
export async function eventually<Value>(
  read: () => Promise<Value>,
  expected: Value,
): Promise<void> {
  for (let poll = 0; poll < MAX_POLLS; poll += 1) {
    if (Object.is(await read(), expected)) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  assert.equal(await read(), expected);
}
