import { BaseError } from '@trastienda/base';
import { expect, test } from 'vitest';
import { ConflictError } from './conflict-error.ts';
import { withCommittedState } from './with-committed-state.ts';

/** Runs attempts as a transaction does; returns the state that each attempt received. */
async function attempt(
  fail: (attempts: number) => unknown,
  mayBeStale?: () => Promise<boolean>,
): Promise<(string | null)[]> {
  const handed: (string | null)[] = [];
  const run = async (state: string | null) => {
    handed.push(state);
    const error = fail(handed.length);
    if (error !== null) throw error;
  };
  const work = withCommittedState('state', run, mayBeStale);
  for (;;) {
    try {
      await work();
      return handed;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

test('Only the first attempt receives the state', async () => {
  expect(await attempt(() => null)).toEqual(['state']);
  const lost = (attempts: number) => (attempts < 3 ? new ConflictError('lost') : null);
  expect(await attempt(lost)).toEqual(['state', null, null]);
});

test('A failure with handed state is retried, a failure after a read is thrown', async () => {
  const refused = new BaseError('CURSOR_INVALID');
  const once = (attempts: number) => (attempts === 1 ? refused : null);
  expect(await attempt(once)).toEqual(['state', null]);
  await expect(attempt(() => refused)).rejects.toBe(refused);
});

test('A failure with handed state that is not to blame is thrown', async () => {
  const refused = new BaseError('CURSOR_INVALID');
  const once = (attempts: number) => (attempts === 1 ? refused : null);
  expect(await attempt(once, async () => true)).toEqual(['state', null]);
  await expect(attempt(once, async () => false)).rejects.toBe(refused);
});

test('A database fault is thrown at once', async () => {
  const away = new BaseError('DATABASE_UNAVAILABLE', { cause: new ConflictError('as the driver') });
  await expect(attempt((attempts) => (attempts === 1 ? away : null))).rejects.toBe(away);
});
