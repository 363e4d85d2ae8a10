import fc from 'fast-check';
import { type ClientSession, MongoServerError } from 'mongodb';
import { expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();

interface Register {
  _id: string;
  /** Numbers of the transactions that appended to it, in order. */
  seen: number[];
}

const KEYS = ['x', 'y', 'z'];

interface Step {
  readonly key: string;
  readonly isAppend: boolean;
}

/** What a transaction read and appended, and whether it committed. */
interface Attempt {
  readonly number: number;
  readonly reads: { readonly key: string; readonly seen: readonly number[] }[];
  readonly appends: Set<string>;
  isCommitted: boolean;
}

const registers = () => harness.collection<Register>('registers');

async function runSteps(steps: readonly Step[], attempt: Attempt, session: ClientSession) {
  for (const { key, isAppend } of steps) {
    // Reading before every append makes lost updates and stale reads visible in the lists.
    const register = await registers().findOne({ _id: key }, { session });
    attempt.reads.push({ key, seen: register?.seen ?? [] });
    if (!isAppend || attempt.appends.has(key)) continue;
    await registers().updateOne({ _id: key }, { $push: { seen: attempt.number } }, { session });
    attempt.appends.add(key);
  }
}

async function run(steps: readonly Step[], number: number): Promise<Attempt> {
  const attempt: Attempt = { number, reads: [], appends: new Set(), isCommitted: false };
  const session = harness.client.startSession();
  try {
    session.startTransaction();
    await runSteps(steps, attempt, session);
    await session.commitTransaction();
    attempt.isCommitted = true;
  } catch (error) {
    const isConflict =
      error instanceof MongoServerError && error.hasErrorLabel('TransientTransactionError');
    if (!isConflict) throw error;
    if (session.inTransaction()) await session.abortTransaction();
  } finally {
    await session.endSession();
  }
  return attempt;
}

/**
 * Checks that a history is legal under snapshot isolation. Every committed append is in the final
 * list exactly once, and no other is. A transaction reads one past state of all registers (plus its
 * own appends), the same each time. Of the registers it appends to, it has read the latest.
 */
function checkHistory(attempts: readonly Attempt[], final: ReadonlyMap<string, number[]>): void {
  for (const [key, list] of final) {
    const expected = attempts.filter((one) => one.isCommitted && one.appends.has(key));
    expect([...list].sort((a, b) => a - b)).toEqual(
      expected.map(({ number }) => number).sort((a, b) => a - b),
    );
  }
  for (const { number, reads, appends, isCommitted } of attempts) {
    const snapshot = new Map<string, string>();
    for (const { key, seen } of reads) {
      const before = seen.filter((other) => other !== number);
      const list = final.get(key) ?? [];
      expect(list.slice(0, before.length), `${number} reads a state of ${key}`).toEqual(before);
      const text = JSON.stringify(before);
      expect(snapshot.get(key) ?? text, `${number} reads ${key} again`).toBe(text);
      snapshot.set(key, text);
      if (isCommitted && appends.has(key)) {
        expect(list[before.length], `${number} appends to what it has read of ${key}`).toBe(number);
      }
    }
  }
  checkSnapshots(attempts, final);
}

/** Checks that all transactions agree about the order of any two commits. */
function checkSnapshots(attempts: readonly Attempt[], final: ReadonlyMap<string, number[]>): void {
  for (const { number, reads } of attempts) {
    const lengths = new Map<string, number>();
    for (const { key, seen } of reads) {
      lengths.set(key, seen.filter((other) => other !== number).length);
    }
    for (const other of attempts.filter((one) => one.isCommitted && one.number !== number)) {
      const shown = [...other.appends].filter((key) => lengths.has(key));
      const isSeen = shown.map((key) => {
        const place = (final.get(key) ?? []).indexOf(other.number);
        return place < (lengths.get(key) ?? 0);
      });
      // A transaction sees all of another transaction's appends or none.
      expect(new Set(isSeen).size, `${number} sees ${other.number} whole or not`).toBeLessThan(2);
    }
  }
}

test('random concurrent transactions leave a history that snapshot isolation allows', async () => {
  const step = fc.record({ key: fc.constantFrom(...KEYS), isAppend: fc.boolean() });
  const transaction = fc.array(step, { minLength: 1, maxLength: 5 });
  const property = fc.asyncProperty(
    fc.array(transaction, { minLength: 2, maxLength: 8 }),
    async (transactions) => {
      await registers().deleteMany({});
      await registers().insertMany(KEYS.map((key) => ({ _id: key, seen: [] })));
      const attempts = await Promise.all(transactions.map((steps, index) => run(steps, index + 1)));
      const documents = await registers().find().toArray();
      checkHistory(attempts, new Map(documents.map(({ _id, seen }) => [_id, seen])));
    },
  );
  await fc.assert(property, { numRuns: 60 });
});
