import type { StaffOrder } from '@trastienda/shop-client';

type Line = StaffOrder['lines'][number];
type Return = StaffOrder['returns'][number];
type Refund = StaffOrder['refunds'][number];

const eur = (amount: number) => ({ amount, currency: 'EUR' });

const ID = 'a'.repeat(24);
const AT = '2026-03-01T10:00:00.000Z';

const ADDRESS: StaffOrder['shippingAddress'] = {
  name: 'Ana Ruiz',
  company: null,
  line1: 'Calle Mayor 1',
  line2: null,
  city: 'Madrid',
  postalCode: '28013',
  region: null,
  country: 'ES',
  phone: null,
};

/** Returns a line of an order, of one unit at 10 EUR unless the fields say otherwise. */
export function lineWith(fields: Partial<Line> = {}): Line {
  return {
    sku: 'TEE',
    productId: ID,
    title: 'T-shirt',
    optionValues: ['M'],
    imageUrl: null,
    quantity: 1,
    unitPrice: eur(1000),
    weightGrams: null,
    requiresShipping: true,
    discount: eur(0),
    tax: eur(0),
    taxRatePpm: 0,
    total: eur(1000),
    fulfilledQuantity: 0,
    refundedQuantity: 0,
    canceledQuantity: 0,
    returnedQuantity: 0,
    ...fields,
  };
}

export function returnWith(status: Return['status'], sku: string, quantity: number): Return {
  return {
    id: ID,
    lines: [{ sku, quantity }],
    reason: 'Too small',
    status,
    answer: null,
    requestedAt: AT,
  };
}

export function refundWith(fields: Partial<Refund> = {}): Refund {
  return {
    id: ID,
    amount: eur(500),
    status: 'succeeded',
    reason: null,
    lines: [],
    shipping: null,
    createdAt: AT,
    ...fields,
  };
}

/** Returns a paid order of one unit at 10 EUR with 5 EUR of shipping. */
export function orderWith(fields: Partial<StaffOrder> = {}): StaffOrder {
  const shipping = { price: eur(500), discount: eur(0), tax: eur(0), taxRatePpm: 0 };
  return {
    id: ID,
    number: '7K3M-9QXA',
    status: 'paid',
    paymentStatus: 'paid',
    total: eur(1500),
    refunded: eur(0),
    itemCount: 1,
    placedAt: AT,
    email: 'ana@example.com',
    locale: 'es',
    currency: 'EUR',
    lines: [lineWith()],
    prices: {
      currency: 'EUR',
      isTaxIncluded: true,
      lines: [],
      subtotal: eur(1000),
      discountTotal: eur(0),
      shipping: { ...shipping, total: eur(500) },
      taxTotal: eur(0),
      total: eur(1500),
      discounts: [],
      taxes: [],
    },
    shippingAddress: ADDRESS,
    billingAddress: null,
    isShipped: true,
    shippingMethod: null,
    fulfilments: [],
    returns: [],
    refunds: [],
    isCancellable: true,
    checkoutId: ID,
    paymentId: ID,
    accountId: null,
    notes: [],
    ...fields,
  };
}
