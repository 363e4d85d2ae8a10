import { startTestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { Schema } from 'mongoose';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ConflictError } from './conflict-error.ts';
import { openConnection } from './open-connection.ts';
import { createTransaction } from './transaction.ts';

interface Account {
  _id: string;
  balance: number;
}

const server = await useStarted(startTestDatabase);
const { mongoose, connection } = await openConnection(server.uri, {});
afterAll(() => mongoose.disconnect());

connection.model(
  'Account',
  new Schema<Account>({ _id: String, balance: Number }, { collection: 'accounts' }),
);
const transaction = createTransaction(connection);

const accounts = () => connection.model<Account>('Account');
/** The driver's own collection, which never joins a transaction. */
const outside = () => connection.collection<Account>('accounts');
const balanceOf = async (id: string) =>
  (await accounts().findOne({ _id: id }).lean<Account>())?.balance;
const add = (id: string, amount: number) =>
  accounts().updateOne({ _id: id }, { $inc: { balance: amount } });

await accounts().createCollection();

beforeEach(async () => {
  await accounts().deleteMany({});
  await accounts().insertMany([
    { _id: 'a', balance: 100 },
    { _id: 'b', balance: 0 },
  ]);
});

describe('a transaction', () => {
  test('includes every operation of its work automatically', async () => {
    await transaction(async () => {
      await add('a', -10);
      await add('b', 10);
    });
    expect([await balanceOf('a'), await balanceOf('b')]).toEqual([90, 10]);
  });

  test('leaves no context in promises after the last one has ended', async () => {
    // Node 20 and 22 write the context into every promise while one is enabled; later versions do
    // not.
    const isTracked = () => Object.getOwnPropertySymbols(Promise.resolve()).length > 0;
    let finish = () => {};
    const reserved = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const first = transaction(async () => {
      await add('a', -10);
      await reserved;
      await add('a', -10);
    });
    await transaction(() => add('b', 5));
    finish();
    await first;
    expect([await balanceOf('a'), await balanceOf('b')]).toEqual([80, 5]);
    expect(isTracked()).toBe(false);
  });

  test('changes nothing when its work fails, and rethrows the failure', async () => {
    const failure = new Error('no');
    const work = async () => {
      await add('a', -10);
      expect(await balanceOf('a')).toBe(90);
      throw failure;
    };
    await expect(transaction(work)).rejects.toBe(failure);
    expect(await balanceOf('a')).toBe(100);
  });

  test('is invisible to others before it commits', async () => {
    let begin: () => void = () => undefined;
    let end: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const running = transaction(async () => {
      await add('a', -10);
      begin();
      await ended;
    });
    await begun;
    expect(await balanceOf('a')).toBe(100);
    end();
    await running;
    expect(await balanceOf('a')).toBe(90);
  });

  test('joins the surrounding transaction', async () => {
    const outer = transaction(async () => {
      await transaction(() => add('a', -10));
      throw new Error('after the inner one');
    });
    await expect(outer).rejects.toThrow('after the inner one');
    expect(await balanceOf('a')).toBe(100);
  });

  test('retries after a lost race, so that no increment is lost', async () => {
    const increment = () =>
      transaction(async () => {
        const balance = (await balanceOf('b')) ?? 0;
        await accounts().updateOne({ _id: 'b' }, { $set: { balance: balance + 1 } });
      });
    await Promise.all(Array.from({ length: 8 }, increment));
    expect(await balanceOf('b')).toBe(8);
  });

  test('retries when a guarded write does not match, up to the limit', async () => {
    let attempts = 0;
    const conflictUntil = (attempt: number) =>
      transaction(async () => {
        attempts += 1;
        await add('a', 1);
        if (attempts < attempt) throw new ConflictError('It has changed.');
      });
    await conflictUntil(3);
    expect(attempts).toBe(3);
    expect(await balanceOf('a')).toBe(101);
    await expect(conflictUntil(100)).rejects.toMatchObject({ reason: 'DATABASE_BUSY' });
    expect(await balanceOf('a')).toBe(101);
  });

  test('throws DATABASE_BUSY when it keeps losing, and changes nothing', async () => {
    let attempts = 0;
    const hopeless = transaction(async () => {
      attempts += 1;
      await balanceOf('a');
      // A competing write from outside always lands between our read and our write.
      await outside().updateOne({ _id: 'a' }, { $inc: { balance: 1 } });
      await add('a', 1000);
    });
    await expect(hopeless).rejects.toMatchObject({ reason: 'DATABASE_BUSY' });
    expect(await balanceOf('a')).toBe(100 + attempts);
  });
});
