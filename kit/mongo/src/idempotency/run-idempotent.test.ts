import { BaseError, systemClock } from '@trastienda/base';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { ConflictError } from '../connection/conflict-error.ts';
import { openNotes } from '../testing/open-notes.ts';
import { hashesOf, type IdempotentCall } from './idempotent-call.ts';
import {
  findResponse,
  reserveKey,
  runIdempotent,
  runWithoutLookup,
  storeResponse,
} from './run-idempotent.ts';

const { server, database } = await useTestDatabase(openNotes);

const deps = () => ({ database, clock: systemClock });

let count = 0;
function newCall(input: object = {}): IdempotentCall {
  count += 1;
  const idempotencyKey = `key-of-the-test-${count}`;
  return { procedure: 'test.call', caller: 'account:ana', input: { ...input, idempotencyKey } };
}

test('returns the first response again, without a second effect', async () => {
  const call = newCall({ amount: 1 });
  let effects = 0;
  const work = async () => {
    effects += 1;
    return { effects };
  };
  expect(await findResponse(deps(), call)).toBeNull();
  expect(await runIdempotent(deps(), call, work)).toEqual({ effects: 1 });
  expect(await runIdempotent(deps(), call, work)).toEqual({ effects: 1 });
  expect(await findResponse(deps(), call)).toEqual({ answer: { effects: 1 } });
  expect(effects).toBe(1);
});

test('rejects other input under the same key, and accepts the key from another caller or procedure', async () => {
  const call = newCall({ amount: 1 });
  await runIdempotent(deps(), call, async () => 'first');
  const other = { ...call, input: { ...call.input, amount: 2 } };
  const rejection = { reason: 'IDEMPOTENCY_KEY_REUSED' };
  await expect(runIdempotent(deps(), other, async () => 'second')).rejects.toMatchObject(rejection);
  await expect(findResponse(deps(), other)).rejects.toMatchObject(rejection);
  const neighbour = { ...other, caller: 'account:eva' };
  expect(await runIdempotent(deps(), neighbour, async () => 'second')).toBe('second');
  const elsewhere = { ...other, procedure: 'test.other' };
  expect(await runIdempotent(deps(), elsewhere, async () => 'third')).toBe('third');
});

test('does not store failures: the call can be repeated', async () => {
  const call = newCall();
  const failure = new Error('no');
  await expect(runIdempotent(deps(), call, () => Promise.reject(failure))).rejects.toBe(failure);
  expect(await runIdempotent(deps(), call, async () => 'now')).toBe('now');
});

test('returns the first response without a lookup before, also where the database cannot do the work', async () => {
  const full = new BaseError('STORAGE_FULL', { cause: new ConflictError('as the driver') });
  const away = new BaseError('DATABASE_UNAVAILABLE', { cause: new ConflictError('as the driver') });
  const call = newCall({ amount: 1 });
  const fail = (error: Error, changes: object = {}) =>
    runWithoutLookup(deps(), { ...call, input: { ...call.input, ...changes } }, () =>
      Promise.reject(error),
    );
  await expect(fail(full)).rejects.toBe(full);
  expect(await runWithoutLookup(deps(), call, async () => 'first')).toBe('first');
  expect(await runWithoutLookup(deps(), call, async () => 'second')).toBe('first');
  expect(await fail(full)).toBe('first');
  await expect(fail(full, { amount: 2 })).rejects.toMatchObject({
    reason: 'IDEMPOTENCY_KEY_REUSED',
  });
  // Waiting for the database a second time would not help.
  await expect(fail(away)).rejects.toBe(away);
});

test('has one effect when the same call is made many times at once', async () => {
  const call = newCall();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => runIdempotent(deps(), call, async () => index)),
  );
  expect(new Set(answers).size).toBe(1);
});

test('reserves the key in the transaction of the effect, and stores the response later, once', async () => {
  const call = newCall({ amount: 1 });
  const other = { ...call, input: { ...call.input, amount: 2 } };
  const rejection = { reason: 'IDEMPOTENCY_KEY_REUSED' };
  await database.transaction(() => reserveKey(deps(), call));
  await database.transaction(() => reserveKey(deps(), call));
  expect(await findResponse(deps(), call)).toBeNull();
  await expect(findResponse(deps(), other)).rejects.toMatchObject(rejection);
  await expect(database.transaction(() => reserveKey(deps(), other))).rejects.toMatchObject(
    rejection,
  );
  expect(await storeResponse(deps(), call, 'first')).toBe('first');
  expect(await storeResponse(deps(), call, 'second')).toBe('first');
  expect(await findResponse(deps(), call)).toEqual({ answer: 'first' });

  const unclaimed = newCall();
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((each) => storeResponse(deps(), unclaimed, each)),
  );
  expect(new Set(answers).size).toBe(1);
});

test('stores responses so that only the same call opens them', async () => {
  const call = newCall();
  const answer = { email: 'zqvx.wolpertinger@example.com' };
  await runIdempotent(deps(), call, async () => answer);
  const later = newCall();
  await reserveKey(deps(), later);
  await storeResponse(deps(), later, answer);
  let stored: { _id: string; answer: string }[] = [];
  await server.withClient(async (client) => {
    const collection = client.db().collection<{ _id: string; answer: string }>('idempotency_keys');
    stored = await collection.find().toArray();
  });
  const readable = (text: string) => [text, Buffer.from(text, 'base64url').toString('latin1')];
  for (const { answer: text } of stored) {
    for (const form of readable(text)) expect(form).not.toContain('wolpertinger');
  }
  expect(await findResponse(deps(), call)).toEqual({ answer });
  expect(await findResponse(deps(), later)).toEqual({ answer });
  // An attacker with write access to the database cannot obtain the response of another call.
  const { id } = hashesOf(call);
  const foreign = stored.find(({ _id }) => _id === hashesOf(later).id)?.answer ?? '';
  await setAnswer(id, foreign);
  await expect(findResponse(deps(), call)).rejects.toThrow();
});

test('returns responses that an earlier version has stored in plain text', async () => {
  const call = newCall();
  await runIdempotent(deps(), call, async () => 'sealed');
  await setAnswer(hashesOf(call).id, '{"plain":true}');
  expect(await findResponse(deps(), call)).toEqual({ answer: { plain: true } });
});

const setAnswer = (id: string, answer: string) =>
  server.withClient((client) =>
    client
      .db()
      .collection<{ _id: string }>('idempotency_keys')
      .updateOne({ _id: id }, { $set: { answer } }),
  );
