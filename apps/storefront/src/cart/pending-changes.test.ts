import type { Cart } from '@trastienda/shop-client';
import { describe, expect, test } from 'vitest';
import { unitsIn, withPending } from './pending-changes.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

function lineOf(sku: string, quantity: number, price: number): Cart['lines'][number] {
  return {
    ...{ sku, quantity, productId: sku, slug: sku, title: sku, optionValues: [], imageUrl: null },
    ...{ unitPrice: eur(price), subtotal: eur(price * quantity), discount: eur(0) },
    isAvailable: true,
  };
}

const cart: Cart = {
  ...{ id: 'cart', currency: 'EUR', locale: null, expiresAt: null },
  lines: [lineOf('MUG', 1, 1000), lineOf('BOWL', 2, 1500)],
  discountCodes: ['HOLA10'],
  ...{ discounts: [], subtotal: eur(4000), discountTotal: eur(0), total: eur(4000) },
  changes: [
    { kind: 'stock-short', sku: 'BOWL', available: 1, reason: 'insufficient' },
    { kind: 'discount-refused', code: 'HOLA10', reason: 'ended' },
  ],
};

describe('A cart with pending changes', () => {
  test('has the new quantity and subtotal at once', () => {
    const changed = withPending(cart, [{ kind: 'quantity', sku: 'MUG', quantity: 3 }]);
    expect(changed.lines[0]).toMatchObject({ quantity: 3, subtotal: eur(3000) });
    expect(changed.subtotal).toEqual(eur(6000));
    expect(unitsIn(changed)).toBe(5);
  });

  test('loses a line of quantity 0, and what was said of it', () => {
    const changed = withPending(cart, [{ kind: 'quantity', sku: 'BOWL', quantity: 0 }]);
    expect(changed.lines.map(({ sku }) => sku)).toEqual(['MUG']);
    expect(changed.changes).toEqual([cart.changes[1]]);
  });

  test('has the last of several changes', () => {
    const changed = withPending(cart, [
      { kind: 'quantity', sku: 'MUG', quantity: 2 },
      { kind: 'quantity', sku: 'MUG', quantity: 4 },
      { kind: 'codes', codes: [] },
    ]);
    expect(changed.lines[0]?.quantity).toBe(4);
    expect(changed.discountCodes).toEqual([]);
    expect(changed.changes).toEqual([cart.changes[0]]);
  });

  test('is the cart itself once they have failed', () => {
    expect(withPending(cart, [])).toEqual(cart);
  });

  test('ignores a line that another tab has removed', () => {
    const changed = withPending(cart, [{ kind: 'quantity', sku: 'GONE', quantity: 1 }]);
    expect(changed.lines).toHaveLength(2);
  });
});
