import { newId } from '@trastienda/mongo';
import type { CheckoutState } from '../checkouts/checkout-store.ts';

const NOW = new Date('2100-01-01T00:00:00.000Z');
const money = (amount: number) => ({ amount, currency: 'EUR' });

/** Builds an open, unique checkout of one line; unnamed fields have defaults. */
export function newCheckout(overrides: Partial<CheckoutState> = {}): CheckoutState {
  const id = newId();
  return {
    id,
    buyer: { kind: 'guest', id: `guest-${id}` },
    cartId: newId(),
    status: 'open',
    email: 'ana@example.com',
    currency: 'EUR',
    lines: [
      {
        sku: 'SHIRT-M',
        productId: newId(),
        title: 'Shirt',
        optionValues: ['M'],
        imageUrl: null,
        quantity: 2,
        unitPrice: money(1000),
        weightGrams: null,
        requiresShipping: false,
      },
    ],
    prices: {
      currency: 'EUR',
      isTaxIncluded: true,
      lines: [
        {
          sku: 'SHIRT-M',
          quantity: 2,
          unitPrice: money(1000),
          subtotal: money(2000),
          discount: money(0),
          tax: money(0),
          taxRatePpm: 0,
          total: money(2000),
        },
      ],
      subtotal: money(2000),
      discountTotal: money(0),
      shipping: {
        price: money(0),
        discount: money(0),
        tax: money(0),
        taxRatePpm: 0,
        total: money(0),
      },
      taxTotal: money(0),
      total: money(2000),
      discounts: [],
      taxes: [],
    },
    shippingAddress: {
      name: 'Ana',
      company: null,
      line1: 'Calle Mayor 1',
      line2: null,
      city: 'Madrid',
      postalCode: '28001',
      region: null,
      country: 'ES',
      phone: null,
    },
    billingAddress: null,
    shippingMethod: null,
    reservations: [{ sku: 'SHIRT-M', quantity: 2 }],
    discountIds: [],
    paymentId: null,
    orderId: null,
    expiresAt: new Date(NOW.getTime() + 900_000),
    eventSequence: 1,
    createdAt: NOW,
    updatedAt: NOW,
    ...overrides,
  };
}
