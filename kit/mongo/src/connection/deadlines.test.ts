import { BaseError, type Deadline, systemClock } from '@trastienda/base';
import { startTestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { Schema } from 'mongoose';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { IdempotentCall } from '../idempotency/idempotent-call.ts';
import { runIdempotent } from '../idempotency/run-idempotent.ts';
import { newId } from '../ids/new-id.ts';
import { readNewest } from '../paging/read-newest.ts';
import { openNotes } from '../testing/open-notes.ts';
import { ConflictError } from './conflict-error.ts';
import { runBefore, runCallBefore, runWithoutDeadline } from './deadlines.ts';
import { isDatabaseFault } from './faults.ts';
import { openConnection } from './open-connection.ts';

const server = await useStarted(startTestDatabase);
const database = await openNotes(server.uri);
await database.indexes.sync();
afterAll(() => database.close());
beforeEach(() => server.clear());

/** A deadline of a minute that passes when the test says so. */
function createDeadline(left = 60_000) {
  const deadline = {
    ...{ totalMs: 60_000, left },
    remainingMs: () => deadline.left,
    pass() {
      deadline.left = 0;
    },
  };
  return deadline;
}

const exceeded = { reason: 'DEADLINE_EXCEEDED', details: { deadlineMs: 60_000 } };
const insert = (id: string) => database.notes.insert(id);
const count = async () => (await database.notes.list()).items.length;

test('Work without a deadline goes on when that of its call has passed', async () => {
  const deadline = createDeadline();
  deadline.pass();
  const id = newId(systemClock.now());
  await runBefore(deadline, () => runWithoutDeadline(() => insert(id)));
  expect(await count()).toBe(1);
  await expect(runBefore(deadline, () => insert(newId(systemClock.now())))).rejects.toMatchObject(
    exceeded,
  );
});

describe('the time of a read', () => {
  /** Returns the `maxTimeMS` that a read sends to the server. */
  async function maxTimeOf(run: (read: () => Promise<unknown>) => Promise<unknown>) {
    const { mongoose, connection } = await openConnection(server.uri, {});
    const sent: unknown[] = [];
    mongoose.set('debug', (_collection, _method, _filter, options) => {
      sent.push(options?.maxTimeMS);
    });
    const note = new Schema<{ _id: string }>({ _id: String }, { collection: 'notes' });
    const model = connection.model<{ _id: string }>('Note', note);
    // What is sent counts: a read of a millisecond may take longer.
    await Promise.allSettled([
      run(() => readNewest(model, { list: 'notes', match: {}, limit: 10 })),
    ]);
    await mongoose.disconnect();
    return sent;
  }

  test('is what the call has left, and never more than five seconds', async () => {
    const within = (left: number) =>
      maxTimeOf((read) => runBefore(createDeadline(left), async () => read()));
    expect(await within(1234.5)).toEqual([1235]);
    expect(await within(60_000)).toEqual([5000]);
    expect(await within(Number.POSITIVE_INFINITY)).toEqual([5000]);
    // 0 would be no limit.
    expect(await within(0)).toEqual([1]);
  });

  test('is five seconds outside of calls', async () => {
    expect(await maxTimeOf((read) => read())).toEqual([5000]);
  });
});

describe('a store whose call has run out of time', () => {
  test('is not called any more, and changes nothing', async () => {
    const deadline = createDeadline();
    const [first, second] = [newId(), newId()];
    const call = runCallBefore({ type: 'mutation', deadline }, async () => {
      await insert(first);
      deadline.pass();
      await insert(second);
    });
    await expect(call).rejects.toMatchObject(exceeded);
    expect((await database.notes.list()).items).toMatchObject([{ _id: first }]);
  });

  test('serves other calls, and what a call leaves behind that was answered in time', async () => {
    const deadline = createDeadline();
    deadline.pass();
    const late = runBefore(deadline, () => insert(newId()));
    const other = runBefore(createDeadline(), () => insert(newId()));
    const left = runBefore(createDeadline(Number.POSITIVE_INFINITY), () => insert(newId()));
    const outside = insert(newId());
    const outcomes = await Promise.allSettled([late, other, left, outside]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...['rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
    ]);
    expect(await count()).toBe(3);
  });

  test('fails as the database does, not as its data', () => {
    expect(
      isDatabaseFault(new BaseError('DEADLINE_EXCEEDED', { details: { deadlineMs: 1 } })),
    ).toBe(true);
  });
});

describe('a transaction whose call runs out of time', () => {
  test('is not retried, and names why its last attempt failed', async () => {
    const deadline = createDeadline();
    let attempts = 0;
    const call = runBefore(deadline, () =>
      database.transaction(async () => {
        attempts += 1;
        await insert(newId());
        if (attempts === 3) deadline.pass();
        throw new ConflictError(`lost race ${attempts}`);
      }),
    );
    await expect(call).rejects.toMatchObject({
      ...exceeded,
      cause: { message: 'lost race 3' },
    });
    expect(attempts).toBe(3);
    expect(await count()).toBe(0);
  });

  test('is not committed', async () => {
    const deadline = createDeadline();
    const call = runBefore(deadline, () =>
      database.transaction(async () => {
        await insert(newId());
        deadline.pass();
      }),
    );
    await expect(call).rejects.toMatchObject(exceeded);
    expect(await count()).toBe(0);
  });

  test('is not begun', async () => {
    const deadline = createDeadline();
    deadline.pass();
    const call = runBefore(deadline, () =>
      database.transaction(() => expect.unreachable('It began.')),
    );
    await expect(call).rejects.toMatchObject(exceeded);
  });

  test('while it commits is committed with its response, which a repeated call gets', async () => {
    let isWorking = true;
    let isCommitting = false;
    /** Passes once it has been asked for the last time before the commit. */
    const deadline: Deadline = {
      totalMs: 60_000,
      remainingMs() {
        if (isCommitting) return 0;
        isCommitting = !isWorking;
        return 1000;
      },
    };
    const call: IdempotentCall = {
      ...{ procedure: 'notes.add', caller: 'account:ana' },
      input: { idempotencyKey: 'key-of-the-late-note' },
    };
    const deps = {
      clock: systemClock,
      database: {
        idempotency: database.idempotency,
        transaction: <Result>(work: () => Promise<Result>) =>
          database.transaction(async () => {
            const result = await work();
            isWorking = false;
            return result;
          }),
      },
    };
    let effects = 0;
    const work = async () => {
      effects += 1;
      await insert(newId());
      return { effects };
    };
    await runBefore(deadline, () => runIdempotent(deps, call, work));
    expect(deadline.remainingMs()).toBe(0);
    const repeated = await runIdempotent({ clock: systemClock, database }, call, work);
    expect([repeated, await count()]).toEqual([{ effects: 1 }, 1]);
  });
});

test('no deadline stays in promises after the last call has ended', async () => {
  // As in the test of transactions: Node 20 and 22 write an enabled context into every promise.
  await runBefore(createDeadline(), () => insert(newId()));
  expect(Object.getOwnPropertySymbols(Promise.resolve())).toEqual([]);
});
