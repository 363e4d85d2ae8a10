import type { AddressBook } from '@trastienda/shop-client';
import { describe, expect, test } from 'vitest';
import { changeDetails, initialDetails, planDetailsCall } from './details.ts';
import { cartOf, checkoutOf, eur } from './testing/checkouts.ts';

const account = { email: 'ana@example.com', name: 'Ana López' };
const home = { ...checkoutOf().shippingAddress, line1: 'Calle Menor 2' };
const book: AddressBook = {
  addresses: [
    { id: 'work', address: checkoutOf().shippingAddress },
    { id: 'home', address: home },
  ],
  ...{ defaultShippingId: 'home', defaultBillingId: null },
};

describe('The details begin', () => {
  test('empty for a guest, with the likely country', () => {
    const details = initialDetails({ current: null, account: null, book: null, country: 'ES' });
    expect(details).toMatchObject({ email: '', savedAddressId: null, billing: null });
    expect(details.shipping).toMatchObject({ country: 'ES', name: '' });
  });

  test("with an account's email address and default address", () => {
    const details = initialDetails({ current: null, account, book, country: 'ES' });
    expect(details).toMatchObject({ email: account.email, savedAddressId: 'home' });
    expect(details.shipping.line1).toBe('Calle Menor 2');
  });

  test('with the name of an account that keeps no address', () => {
    const details = initialDetails({ current: null, account, book: null, country: 'PT' });
    expect(details.shipping).toMatchObject({ name: 'Ana López', country: 'PT' });
  });

  test('where an open checkout was left, before all else', () => {
    const current = checkoutOf({ email: 'other@example.com', billingAddress: home });
    const details = initialDetails({ current, account, book, country: 'FR' });
    expect(details).toMatchObject({
      email: 'other@example.com',
      shippingMethodId: 'method',
      savedAddressId: 'work',
    });
    expect(details.billing?.line1).toBe('Calle Menor 2');
  });
});

describe('The shipping method', () => {
  const details = initialDetails({ current: checkoutOf(), account, book, country: 'ES' });

  test('is chosen again in another country, where the same one may not be the first', () => {
    const moved = changeDetails(details, { shipping: { country: 'PT' } });
    expect(moved).toMatchObject({ shipping: { country: 'PT' }, shippingMethodId: null });
  });

  test('stays while the address changes within its country', () => {
    const moved = changeDetails(details, { shipping: { city: 'Bilbao' } });
    expect(moved).toMatchObject({ shipping: { city: 'Bilbao' }, shippingMethodId: 'method' });
    expect(changeDetails(details, { shippingMethodId: 'fast' }).shippingMethodId).toBe('fast');
  });
});

describe('The details are taken on', () => {
  const details = initialDetails({ current: checkoutOf(), account, book, country: 'ES' });
  const plan = (cart = cartOf(), current: ReturnType<typeof checkoutOf> | null = checkoutOf()) =>
    planDetailsCall({ details, cart, current, total: eur(2295), locale: 'es' });

  test('by a new checkout when there is none', () => {
    const { kind, input } = plan(cartOf(), null);
    expect(kind).toBe('start');
    expect(input).toMatchObject({ email: account.email, expectedTotal: eur(2295) });
    expect('checkoutId' in input).toBe(false);
  });

  test('by amending the open checkout of the same cart, with the codes of the cart', () => {
    const { kind, input } = plan(cartOf({ discountCodes: ['HOLA10'] }));
    expect(kind).toBe('amend');
    expect(input).toMatchObject({ checkoutId: 'checkout', discountCodes: ['HOLA10'] });
  });

  test('by a new checkout when quantities or prices have changed', () => {
    const [line] = cartOf().lines;
    if (line === undefined) throw new Error('The cart has a line.');
    expect(plan(cartOf({ lines: [{ ...line, quantity: 2 }] })).kind).toBe('start');
    expect(plan(cartOf({ lines: [{ ...line, unitPrice: eur(1900) }] })).kind).toBe('start');
    expect(plan(cartOf({ lines: [] })).kind).toBe('start');
  });
});
