import { expect, test } from 'vitest';
import { addUp, type ReconciliationTotals } from './add-up.ts';

const totalsOf = (currency: string, amount: number): ReconciliationTotals => ({
  currency,
  provider: { captured: amount, refunded: 1 },
  ledger: { captured: amount, refunded: 1 },
  orders: { paid: amount, refunded: 1 },
});
const pageOf = (...totals: ReconciliationTotals[]) => ({
  payments: 2,
  totals,
  differences: [],
  nextCursor: null,
});

test('Pages are added up by currency, never across', () => {
  const pages = [pageOf(totalsOf('EUR', 100)), pageOf(totalsOf('EUR', 50), totalsOf('USD', 7))];
  const { payments, totals } = addUp(pages);
  expect(payments).toBe(4);
  expect(totals.map(({ currency, ledger }) => [currency, ledger])).toEqual([
    ['EUR', { captured: 150, refunded: 2 }],
    ['USD', { captured: 7, refunded: 1 }],
  ]);
});
