import { describe, expect, test } from 'vitest';
import { lineWith, orderWith, returnWith } from '../testing/order-fixture.ts';
import { draftOf, initialRefundForm, isRestocked, refundFormLines } from './refund-form-state.ts';

const order = orderWith({
  lines: [
    lineWith({ sku: 'TEE', quantity: 4, fulfilledQuantity: 3 }),
    lineWith({ sku: 'CAP', quantity: 1, canceledQuantity: 1 }),
  ],
  returns: [returnWith('requested', 'TEE', 1)],
});

describe('the lines of a refund', () => {
  test('are those with units, of one place each', () => {
    const [line, ...others] = refundFormLines(order, initialRefundForm(null));
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      sku: 'TEE',
      from: 'unsent',
      max: 1,
      quantity: 0,
      sources: ['unsent', 'sent'],
      requested: 1,
    });
  });

  test('begin with the units of a return, which go back into stock', () => {
    const form = initialRefundForm([{ sku: 'TEE', quantity: 9 }]);
    const lines = refundFormLines(order, form);
    expect(lines).toMatchObject([{ sku: 'TEE', from: 'sent', max: 2, quantity: 2 }]);
    expect(isRestocked(form, lines)).toBe(true);
  });
});

test('Units go back into stock by default if they have not left it', () => {
  const form = initialRefundForm(null);
  const unsent = { sku: 'TEE', quantity: 1, from: 'unsent' } as const;
  const sent = { sku: 'TEE', quantity: 1, from: 'sent' } as const;
  expect(isRestocked(form, [unsent])).toBe(true);
  expect(isRestocked(form, [sent])).toBe(false);
  expect(isRestocked(form, [])).toBe(false);
  expect(isRestocked({ ...form, restock: false }, [unsent])).toBe(false);
});

test('Amounts are read with the digits of the currency, and left out where none was entered', () => {
  const form = { ...initialRefundForm(null), amount: '1,5', shippingOfLines: 'x' };
  expect(draftOf(form, [], 2)).toMatchObject({
    amount: 150,
    amountOfLines: 'price',
    shippingOfLines: null,
  });
});
