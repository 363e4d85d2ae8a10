import { expect, test } from 'vitest';
import type { RefundLine } from '../payments/payment-document.ts';
import { REPORT_AMOUNTS, REPORT_FIGURES } from '../reports/report-document.ts';
import { MONEY_COLLECTIONS } from './money-collections.ts';
import { createScale } from './scale-money.ts';

test.each(['events', 'events_archive'])('amounts in %s are converted, and no numbers', (name) => {
  const events = MONEY_COLLECTIONS.find((each) => each.name === name);
  const data = { currency: 'HUF', amount: 1, refunded: 2, tax: 3, quantity: 4, revision: 5 };
  expect(events?.convert({ _id: 'a', data }, createScale('HUF', 100))).toEqual({
    data: { ...data, amount: 100, refunded: 200, tax: 300 },
  });
});

test('every amount of a line of a refund is converted, and no count of units', () => {
  const counts = { quantity: 1, canceled: 1, returned: 1, restocked: 1, reopened: 1 };
  const shelves = { restockedReturned: 1, canceledOnShelf: 1, returnedOnShelf: 1 };
  const units = { sku: 'A', ...counts, ...shelves };
  const line: Required<RefundLine> = {
    ...units,
    ...{ amount: 8, tax: 2, value: 9, reopenedValue: 3 },
  };
  const payments = MONEY_COLLECTIONS.find(({ name }) => name === 'payments');
  const payment = { _id: 'a', refunds: [{ amount: 8, lines: [line] }] };
  const converted = payments?.convert(payment, createScale('HUF', 100));
  expect(converted?.refunds).toMatchObject([
    { lines: [{ ...units, amount: 800, tax: 200, value: 900, reopenedValue: 300 }] },
  ]);
});

test('every amount of a roll-up is converted, and no count', () => {
  const rows = MONEY_COLLECTIONS.find(({ name }) => name === 'report_rows');
  const figures = Object.fromEntries(REPORT_FIGURES.map((figure) => [figure, 3]));
  const converted = rows?.convert({ _id: 'a', figures }, createScale('HUF', 100));
  const amounts: readonly string[] = REPORT_AMOUNTS;
  expect(converted?.figures).toEqual(
    Object.fromEntries(
      REPORT_FIGURES.map((figure) => [figure, amounts.includes(figure) ? 300 : 3]),
    ),
  );
  const counts = ['orders', 'units', 'refunds', 'refundedUnits', 'placed', 'canceled'];
  const ends = ['started', 'completed', 'expired', 'withdrawn'];
  expect(REPORT_FIGURES.filter((figure) => !amounts.includes(figure))).toEqual([
    ...counts,
    ...ends,
  ]);
});
