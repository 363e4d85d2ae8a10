import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import type { NewLedgerEntry } from './ledger-document.ts';

const { server, database } = await useTestDatabase(openDatabase);

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
let count = 0;

function entry(overrides: Partial<NewLedgerEntry> = {}): NewLedgerEntry {
  count += 1;
  return {
    key: `capture:${count}`,
    kind: 'capture',
    at: NOW,
    currency: 'EUR',
    postings: [
      { account: 'provider:test', amount: 100 },
      { account: 'customers', amount: -100 },
    ],
    paymentId: '1'.repeat(24),
    orderId: null,
    refundId: null,
    ...overrides,
  };
}

describe('the ledger', () => {
  test('returns the posted entries', async () => {
    const posted = entry();
    await database.ledger.post([posted]);
    expect(await database.ledger.ofPayments([posted.paymentId])).toEqual([posted]);
    expect(await database.ledger.ofPayments(['2'.repeat(24)])).toEqual([]);
    expect((await database.ledger.list({ limit: 10 })).items).toEqual([
      { ...posted, id: expect.stringMatching(/^[0-9a-f]{24}$/) },
    ]);
  });

  test.each([
    ['nothing', []],
    ['postings that do not sum to zero', [100, -99]],
    ['a posting of zero', [100, -100, 0]],
    ['fractions of the minor unit', [0.5, -0.5]],
  ])('rejects %s', async (_, amounts) => {
    const postings = amounts.map((amount) => ({ account: 'customers' as const, amount }));
    await expect(database.ledger.post([entry(), entry({ postings })])).rejects.toThrow(
      'not balanced',
    );
    expect((await database.ledger.list({ limit: 10 })).items).toEqual([]);
  });

  test('posts nothing twice', async () => {
    const posted = entry();
    await database.ledger.post([posted]);
    await expect(database.ledger.post([posted])).rejects.toThrow('E11000');
  });

  test('supports only adding and reading', () => {
    expect(Object.keys(database.ledger).sort()).toEqual([
      'findByKey',
      'list',
      'ofPayments',
      'post',
    ]);
  });

  test('is read newest first, by payment, order or both, without scanning other entries', async ({
    skip,
  }) => {
    const ids = { paymentId: '3'.repeat(24), orderId: '4'.repeat(24) };
    for (let index = 0; index < 30; index += 1) {
      const isOwn = index % 10 === 0;
      await database.ledger.post([
        entry({ at: new Date(NOW.getTime() + index), ...(isOwn && ids) }),
      ]);
    }
    for (const filter of [{ paymentId: ids.paymentId }, { orderId: ids.orderId }, ids]) {
      const { items } = await database.ledger.list({ limit: 10, ...filter });
      const times = items.map(({ at }) => at.getTime());
      expect(times).toHaveLength(3);
      expect(times).toEqual(times.toSorted((one, other) => other - one));
    }
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    for (const filter of [{ paymentId: ids.paymentId }, { orderId: ids.orderId }]) {
      const work = await workOf(embedded, () => database.ledger.list({ limit: 5, ...filter }));
      expect(work).toMatchObject({ docsExamined: 3, collectionScans: [], inMemorySorts: 0 });
    }
  });
});
