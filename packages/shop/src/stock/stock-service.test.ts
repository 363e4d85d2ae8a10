import {
  type CallOrigin,
  ListStockMovementsInput,
  OPERATOR_ORIGIN,
} from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { createStockService } from './create-stock-service.ts';
import { openStock } from './open-stock.ts';

const { server, database } = await useTestDatabase(openDatabase);
const stock = createStockService({ database, clock: { now: () => new Date('2026-03-01') } });

beforeEach(async () => {
  await server.clear();
  const settings = {
    sku: 'MUG',
    productId: 'a'.repeat(24),
    isTracked: true,
    policy: 'deny',
  } as const;
  const cause = { at: new Date('2026-02-01'), requestId: null };
  await openStock(database, [{ ...settings, quantity: 10 }], cause);
});

const STAFF: CallOrigin = {
  actor: {
    kind: 'account',
    accountId: 'b'.repeat(24),
    sessionId: 's',
    role: 'staff',
    permissions: ['stock:write'],
    isRecent: true,
  },
  requestId: 'request-1',
  source: '192.0.2.7',
  network: '192.0.2.0/24',
  device: 'a test',
};

const received = (idempotencyKey: string, quantity = 5) => ({
  ...{ sku: 'MUG', quantity, reason: 'delivery 7', idempotencyKey },
});
const movements = async () =>
  (await stock.movements(ListStockMovementsInput.parse({ sku: 'MUG' }))).items;
const entries = async () => (await database.audit.list({ limit: 100 })).items.reverse();

describe('receiving stock', () => {
  test('happens once for repeated calls, and all of them get the first response', async () => {
    const input = received('delivery-7-of-march');
    const answers = await Promise.all(Array.from({ length: 5 }, () => stock.receive(input, STAFF)));
    await stock.adjust(
      { sku: 'MUG', change: -1, reason: 'broken', idempotencyKey: 'count-of-march-01' },
      STAFF,
    );
    const late = await stock.receive(input, STAFF);
    for (const answer of [...answers, late]) expect(answer).toMatchObject({ onHand: 15 });
    expect(await stock.get({ sku: 'MUG' })).toMatchObject({ onHand: 14, available: 14 });
    expect((await movements()).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['adjusted', 'broken'],
      ['received', 'delivery 7'],
      ['adjusted', 'opening quantity'],
    ]);
  });

  test('rejects a reused key for a different call, and keys are separate per caller', async () => {
    await stock.receive(received('delivery-7-of-march'), STAFF);
    await expect(stock.receive(received('delivery-7-of-march', 6), STAFF)).rejects.toMatchObject({
      reason: 'IDEMPOTENCY_KEY_REUSED',
    });
    await stock.receive(received('delivery-7-of-march'), OPERATOR_ORIGIN);
    expect(await stock.get({ sku: 'MUG' })).toMatchObject({ onHand: 20 });
  });
});

describe('changes by staff', () => {
  test('are in the audit log with their actor', async () => {
    await stock.receive(received('delivery-7-of-march'), STAFF);
    const change = { sku: 'MUG', change: -2, reason: 'broken' };
    await stock.adjust({ ...change, idempotencyKey: 'count-of-march-01' }, STAFF);
    expect(await stock.configure({ sku: 'MUG', lowStockAt: 3 }, STAFF)).toMatchObject({
      lowStockAt: 3,
    });
    // A call without a difference is not a change.
    await stock.configure({ sku: 'MUG', lowStockAt: 3 }, STAFF);
    const entry = {
      actor: { kind: 'account', id: 'b'.repeat(24) },
      ...{ subjectId: 'MUG', requestId: 'request-1', network: '192.0.2.0/24' },
    };
    expect(await entries()).toMatchObject([
      { ...entry, action: 'stock.received', details: { quantity: 5, onHand: 15 } },
      { ...entry, action: 'stock.adjusted', details: { change: -2, onHand: 13 } },
      { ...entry, action: 'stock.configured', details: { lowStockAt: 3 } },
    ]);
  });

  test('change nothing when they are rejected, and may be retried under the same key', async () => {
    const change = {
      sku: 'MUG',
      change: -11,
      reason: 'stolen',
      idempotencyKey: 'count-of-march-01',
    };
    await expect(stock.adjust(change, STAFF)).rejects.toMatchObject({
      reason: 'STOCK_INSUFFICIENT',
    });
    expect(await entries()).toEqual([]);
    await stock.receive(received('delivery-7-of-march'), STAFF);
    expect(await stock.adjust(change, STAFF)).toMatchObject({ onHand: 4 });
  });

  test('require existing stock of the SKU', async () => {
    const unknown = { sku: 'unheard-of' };
    const missing = { reason: 'STOCK_NOT_FOUND', details: unknown };
    await expect(stock.get(unknown)).rejects.toMatchObject(missing);
    await expect(stock.configure({ ...unknown, lowStockAt: 1 }, STAFF)).rejects.toMatchObject(
      missing,
    );
    const input = { ...received('delivery-7-of-march'), ...unknown };
    await expect(stock.receive(input, STAFF)).rejects.toMatchObject(missing);
    expect(await entries()).toEqual([]);
  });
});
