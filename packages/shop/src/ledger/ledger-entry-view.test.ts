import { expect, test } from 'vitest';
import { toLedgerEntryView } from './ledger-entry-view.ts';

test('staff see an entry with its time as ISO 8601 and without its internal key', () => {
  const entry = {
    id: 'a'.repeat(24),
    key: 'capture:1',
    kind: 'capture',
    at: new Date('2100-01-01T00:00:00.000Z'),
    currency: 'EUR',
    postings: [
      { account: 'provider:test', amount: 100 },
      { account: 'customers', amount: -100 },
    ],
    ...{ paymentId: '1'.repeat(24), orderId: null, refundId: null },
  } as const;
  const { key: _, ...shown } = entry;
  expect(toLedgerEntryView(entry)).toEqual({ ...shown, at: '2100-01-01T00:00:00.000Z' });
});
