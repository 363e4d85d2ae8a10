import { type Database, openDatabase } from '@trastienda/db';
import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { answerOnce, claimCall, keepAnswer, type OnceCall, recallAnswer } from './answer-once.ts';

let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await startTestDatabase();
  database = await openDatabase(server.uri);
  await database.indexes.sync();
});

afterAll(async () => {
  await database.close();
  await server.stop();
});

const deps = () => ({ database, clock: systemClock });

let count = 0;
function newCall(input: object = {}): OnceCall {
  count += 1;
  const idempotencyKey = `key-of-the-test-${count}`;
  return { procedure: 'test.call', caller: 'guest:ana', input: { ...input, idempotencyKey } };
}

it('gives the first answer again, and does nothing more', async () => {
  const call = newCall({ amount: 1 });
  let effects = 0;
  const work = async () => {
    effects += 1;
    return { effects };
  };
  expect(await recallAnswer(deps(), call)).toBeNull();
  expect(await answerOnce(deps(), call, work)).toEqual({ effects: 1 });
  expect(await answerOnce(deps(), call, work)).toEqual({ effects: 1 });
  expect(await recallAnswer(deps(), call)).toEqual({ answer: { effects: 1 } });
  expect(effects).toBe(1);
});

it('refuses other input under the same key, and takes it from another caller or procedure', async () => {
  const call = newCall({ amount: 1 });
  await answerOnce(deps(), call, async () => 'first');
  const other = { ...call, input: { ...call.input, amount: 2 } };
  const refusal = { reason: 'IDEMPOTENCY_KEY_REUSED' };
  await expect(answerOnce(deps(), other, async () => 'second')).rejects.toMatchObject(refusal);
  await expect(recallAnswer(deps(), other)).rejects.toMatchObject(refusal);
  const neighbour = { ...other, caller: 'guest:eva' };
  expect(await answerOnce(deps(), neighbour, async () => 'second')).toBe('second');
  const elsewhere = { ...other, procedure: 'test.other' };
  expect(await answerOnce(deps(), elsewhere, async () => 'third')).toBe('third');
});

it('keeps no failure: the call can be made again', async () => {
  const call = newCall();
  const failure = new Error('no');
  await expect(answerOnce(deps(), call, () => Promise.reject(failure))).rejects.toBe(failure);
  expect(await answerOnce(deps(), call, async () => 'now')).toBe('now');
});

it('has one effect when the same call is made many times at once', async () => {
  const call = newCall();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => answerOnce(deps(), call, async () => index)),
  );
  expect(new Set(answers).size).toBe(1);
});

it('takes the key of a call in the transaction of its effect, and its answer later, once', async () => {
  const call = newCall({ amount: 1 });
  const other = { ...call, input: { ...call.input, amount: 2 } };
  const refusal = { reason: 'IDEMPOTENCY_KEY_REUSED' };
  await database.transaction(() => claimCall(deps(), call));
  await database.transaction(() => claimCall(deps(), call));
  expect(await recallAnswer(deps(), call)).toBeNull();
  await expect(recallAnswer(deps(), other)).rejects.toMatchObject(refusal);
  await expect(database.transaction(() => claimCall(deps(), other))).rejects.toMatchObject(refusal);
  expect(await keepAnswer(deps(), call, 'first')).toBe('first');
  expect(await keepAnswer(deps(), call, 'second')).toBe('first');
  expect(await recallAnswer(deps(), call)).toEqual({ answer: 'first' });

  const unclaimed = newCall();
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((each) => keepAnswer(deps(), unclaimed, each)),
  );
  expect(new Set(answers).size).toBe(1);
});
