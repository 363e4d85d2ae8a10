import { systemClock } from '@trastienda/base';
import { findResponse, runIdempotent } from '@trastienda/mongo';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';

const { database } = await useTestDatabase(openDatabase);

const deps = { database, clock: systemClock };

let count = 0;
function newCall(procedure: string) {
  count += 1;
  return {
    procedure,
    caller: 'account:ana',
    input: { idempotencyKey: `key-of-the-test-${count}` },
  };
}

test('returns the responses of earlier versions with the current names of fields', async () => {
  const call = newCall('stock.adjust');
  await runIdempotent(deps, call, async () => ({ sku: 'MUG', onHand: 5, held: 2, available: 3 }));
  const answer = { sku: 'MUG', onHand: 5, reserved: 2, available: 3 };
  expect(await findResponse(deps, call)).toEqual({ answer });
});

test.each(['checkout.start', 'order.cancel', 'orders.refund'])(
  'the responses of %s have a language, which is null in those of earlier versions',
  async (procedure) => {
    const [earlier, present] = [newCall(procedure), newCall(procedure)];
    await runIdempotent(deps, earlier, async () => ({ id: 'c1' }));
    await runIdempotent(deps, present, async () => ({ id: 'c1', locale: 'es' }));
    expect(await findResponse(deps, earlier)).toEqual({ answer: { id: 'c1', locale: null } });
    expect(await findResponse(deps, present)).toEqual({ answer: { id: 'c1', locale: 'es' } });
  },
);

test.each([
  ['something to ship', { id: 'standard', name: 'Standard' }, true],
  ['digital products alone', null, false],
])('orders of earlier versions with %s say so', async (_name, shippingMethod, isShipped) => {
  const [earlier, present] = [newCall('orders.refund'), newCall('orders.refund')];
  const order = { id: 'o1', locale: null, itemCount: 1, shippingMethod };
  await runIdempotent(deps, earlier, async () => order);
  await runIdempotent(deps, present, async () => ({ ...order, isShipped: true }));
  expect(await findResponse(deps, earlier)).toEqual({ answer: { ...order, isShipped } });
  expect(await findResponse(deps, present)).toEqual({ answer: { ...order, isShipped: true } });
});
