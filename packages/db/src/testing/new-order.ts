import type { Money } from '@trastienda/base';
import { newId } from '@trastienda/mongo';
import type { Address, OrderLine, PriceBreakdown } from '@trastienda/shop-contract';
import type { NewOrder } from '../orders/order-document.ts';

let count = 0;

const eur = (amount: number): Money => ({ amount, currency: 'EUR' });

/** Builds an address in Madrid; unnamed fields have defaults. */
export function newAddress(overrides: Partial<Address> = {}): Address {
  return {
    name: 'Ana García',
    company: null,
    line1: 'Calle Mayor 1',
    line2: null,
    city: 'Madrid',
    postalCode: '28001',
    region: null,
    country: 'ES',
    phone: null,
    ...overrides,
  };
}

const LINE: OrderLine = {
  sku: 'TEE',
  productId: newId(),
  title: 'A tee',
  optionValues: ['M'],
  imageUrl: null,
  quantity: 2,
  unitPrice: eur(1000),
  weightGrams: null,
  requiresShipping: true,
  discount: eur(0),
  tax: eur(347),
  taxRatePpm: 210_000,
  total: eur(2000),
  fulfilledQuantity: 0,
  refundedQuantity: 0,
  canceledQuantity: 0,
  returnedQuantity: 0,
};

const PRICES: PriceBreakdown = {
  currency: 'EUR',
  isTaxIncluded: true,
  lines: [],
  subtotal: eur(2000),
  discountTotal: eur(0),
  shipping: { price: eur(0), discount: eur(0), tax: eur(0), taxRatePpm: 0, total: eur(0) },
  taxTotal: eur(347),
  total: eur(2000),
  discounts: [],
  taxes: [],
};

/** Builds a valid, unique order of 20 EUR; unnamed fields have defaults. */
export function newOrder(overrides: Partial<NewOrder> = {}): NewOrder {
  count += 1;
  const placedAt = overrides.placedAt ?? new Date('2100-01-01T00:00:00.000Z');
  return {
    id: newId(placedAt),
    number: `${String(count).padStart(4, '0')}-9QXA`,
    buyer: { kind: 'guest', id: 'a'.repeat(64) },
    email: `ana${count}@example.com`,
    checkoutId: newId(),
    paymentId: newId(),
    status: 'pending',
    currency: 'EUR',
    lines: [{ ...LINE, stockQuantity: 2, restockedQuantity: 0 }],
    prices: PRICES,
    totalAmount: 2000,
    paidAmount: 0,
    refundedAmount: 0,
    shippingAddress: newAddress(),
    billingAddress: null,
    shippingMethod: null,
    fulfilments: [],
    returns: [],
    notes: [],
    placedAt,
    updatedAt: placedAt,
    ...overrides,
  };
}
