import { addProduct } from '@trastienda/load';
import { isClientError, newIdempotencyKey } from '@trastienda/shop-client';
import { clearFailPoint, setFailPoint } from '@trastienda/testing';
import { afterEach, expect, test } from 'vitest';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();
await addProduct(backend.staff, { sku: 'CUP', quantity: 10 });

/** Gives each call less time than its declaration. */
const hurried = backend.client({
  token: backend.staffToken,
  headers: { 'x-deadline-ms': '700' },
});

/** Returns input and options of a call that is repeated by another client. */
const newCall = (quantity: number) => ({
  input: { sku: 'CUP', quantity },
  options: { context: { idempotencyKey: newIdempotencyKey() } },
});

/** Repeats a call until the transaction of its first attempt, which holds the stock, has ended. */
async function repeat({ input, options }: ReturnType<typeof newCall>) {
  for (;;) {
    try {
      return await backend.staff.admin.stock.receive.mutate(input, options);
    } catch (error) {
      if (!isClientError(error, 'DATABASE_BUSY')) throw error;
    }
  }
}

afterEach(() => clearFailPoint(backend.server.uri));

test('a mutation whose deadline passes while it commits is done once, and its repetition gets the first response', async () => {
  const call = newCall(5);
  const { input, options } = call;
  const fault = { blockConnection: true, blockTimeMS: 2500 } as const;
  await setFailPoint(backend.server.uri, { fault, commands: ['commitTransaction'], times: 1 });

  const failure = await hurried.admin.stock.receive
    .mutate(input, options)
    .catch((error: unknown) => error);
  if (!isClientError(failure, 'DEADLINE_EXCEEDED')) throw failure;
  expect(failure.data).toMatchObject({
    ...{ details: { deadlineMs: 700 }, httpStatus: 408, isRetryable: true },
  });

  const repeated = await repeat(call);
  expect(repeated.onHand).toBe(15);
  expect(await backend.staff.admin.stock.receive.mutate(input, options)).toEqual(repeated);
  expect((await backend.staff.admin.stock.get.query({ sku: 'CUP' })).onHand).toBe(15);
});

test('a mutation whose deadline passes before it commits changes nothing', async () => {
  const { onHand } = await backend.staff.admin.stock.get.query({ sku: 'CUP' });
  const call = newCall(7);
  const { input, options } = call;
  const fault = { blockConnection: true, blockTimeMS: 1500 } as const;
  await setFailPoint(backend.server.uri, { fault, commands: ['insert'], times: 1 });
  const failure = await hurried.admin.stock.receive
    .mutate(input, options)
    .catch((error: unknown) => error);
  if (!isClientError(failure, 'DEADLINE_EXCEEDED')) throw failure;
  const repeated = await repeat(call);
  expect(repeated.onHand).toBe(onHand + 7);
  expect((await backend.staff.admin.stock.movements.query({ sku: 'CUP' })).items).toMatchObject([
    { onHandChange: 7 },
    { onHandChange: 5 },
    { onHandChange: 10 },
  ]);
});
