import type { Cart, Checkout } from '@trastienda/shop-client';

export const eur = (amount: number) => ({ amount, currency: 'EUR' });

const address = {
  ...{ name: 'Ana López', company: null, line1: 'Calle Mayor 1', line2: null },
  ...{ city: 'Madrid', postalCode: '28013', region: null, country: 'ES', phone: null },
};

/** An open checkout of one mug. */
export function checkoutOf(changes: Partial<Checkout> = {}): Checkout {
  return {
    ...{ id: 'checkout', status: 'open', email: 'ana@example.com', locale: 'es', currency: 'EUR' },
    lines: [
      {
        ...{ sku: 'MUG', productId: 'mug', title: 'Taza', optionValues: [], imageUrl: null },
        ...{ quantity: 1, unitPrice: eur(1800), weightGrams: null, requiresShipping: true },
      },
    ],
    prices: {
      ...{ currency: 'EUR', isTaxIncluded: true, lines: [], discounts: [], taxes: [] },
      ...{ subtotal: eur(1800), discountTotal: eur(0), taxTotal: eur(0), total: eur(2295) },
      shipping: {
        ...{ price: eur(495), discount: eur(0), tax: eur(0), taxRatePpm: 0, total: eur(495) },
      },
    },
    shippingAddress: address,
    billingAddress: null,
    shippingMethod: { id: 'method', name: 'Standard' },
    ...{ payment: null, orderId: null, orderNumber: null },
    ...{ createdAt: '2026-01-01T10:00:00.000Z', expiresAt: '2026-01-01T10:15:00.000Z' },
    ...changes,
  };
}

type Payment = NonNullable<Checkout['payment']>;

export function paymentOf(status: Payment['status'], changes: Partial<Payment> = {}): Payment {
  return {
    ...{ id: 'payment', provider: 'sandbox', status, amount: eur(2295) },
    ...{ clientSecret: null, actionUrl: null, failure: null },
    ...changes,
  };
}

/** The cart of `checkoutOf()`. */
export function cartOf(changes: Partial<Cart> = {}): Cart {
  return {
    ...{ id: 'cart', currency: 'EUR', locale: null, expiresAt: null, changes: [] },
    lines: [
      {
        ...{ sku: 'MUG', quantity: 1, productId: 'mug', slug: 'taza', title: 'Taza' },
        ...{ optionValues: [], imageUrl: null, unitPrice: eur(1800), subtotal: eur(1800) },
        ...{ discount: eur(0), isAvailable: true },
      },
    ],
    ...{ discountCodes: [], discounts: [], subtotal: eur(1800) },
    ...{ discountTotal: eur(0), total: eur(1800) },
    ...changes,
  };
}
