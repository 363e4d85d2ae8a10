import type { Money } from '@trastienda/base';
import type { CartChange, CartLine, CartView } from '@trastienda/shop-contract';
import type { CartState } from '@trastienda/shop-db';
import type { Quote } from '../pricing/pricing-service.ts';
import { availableFor } from './available-for.ts';
import type { CartDeps } from './cart-service.ts';
import { stockShortage } from './stock-shortage.ts';

const sum = (amounts: readonly Money[]) => amounts.reduce((total, { amount }) => total + amount, 0);

/** Builds the view of a cart from a current quote. */
export async function viewCart(deps: CartDeps, cart: CartState, quote: Quote): Promise<CartView> {
  const { currency } = cart;
  const money = (amount: number): Money => ({ amount, currency });
  const stock = await deps.database.stock.find(cart.lines.map(({ sku }) => sku));
  const available = await availableFor(deps, cart, stock);
  const quotedBySku = new Map(quote.lines.map((line) => [line.variant.sku, line]));
  const pricedBySku = new Map(quote.prices.lines.map((line) => [line.sku, line]));
  const unavailable = new Map(quote.unavailable.map(({ sku, reason }) => [sku, reason]));
  const changes: CartChange[] = [];

  const lines = cart.lines.map((line): CartLine => {
    const { sku, quantity, acknowledgedPrice, ...known } = line;
    const quoted = quotedBySku.get(sku);
    if (quoted === undefined) {
      const reason = unavailable.get(sku) ?? 'not-for-sale';
      changes.push({ kind: 'unavailable', sku, reason });
      const nothing = { subtotal: money(0), discount: money(0), isAvailable: false };
      const about = { ...known, optionValues: [...known.optionValues] };
      return { sku, quantity, ...about, unitPrice: money(acknowledgedPrice), ...nothing };
    }
    const { variant, unitPrice } = quoted;
    if (unitPrice !== acknowledgedPrice) {
      changes.push({
        kind: 'price-changed',
        sku,
        from: money(acknowledgedPrice),
        to: money(unitPrice),
      });
    }
    const short = stockShortage(sku, quantity, available(sku));
    changes.push(...short);
    const priced = pricedBySku.get(sku);
    return {
      sku,
      quantity,
      productId: variant.productId,
      slug: variant.slug,
      title: variant.title,
      optionValues: [...variant.optionValues],
      imageUrl: variant.imageUrl,
      unitPrice: money(unitPrice),
      subtotal: priced?.subtotal ?? money(0),
      discount: priced?.discount ?? money(0),
      isAvailable: short.length === 0,
    };
  });
  for (const { code, reason } of quote.rejectedCodes) {
    changes.push({ kind: 'discount-refused', code, reason });
  }

  const subtotal = sum(lines.map((line) => line.subtotal));
  const discountTotal = sum(lines.map((line) => line.discount));
  return {
    id: cart.id,
    currency,
    locale: cart.locale ?? null,
    lines,
    discountCodes: [...cart.discountCodes],
    discounts: [...quote.discounts],
    subtotal: money(subtotal),
    discountTotal: money(discountTotal),
    total: money(subtotal - discountTotal),
    changes,
    expiresAt: cart.expiresAt.toISOString(),
  };
}

/** Builds the view of a buyer without a cart. */
export function emptyCartView(currency: string): CartView {
  const nothing = { amount: 0, currency };
  return {
    id: null,
    currency,
    locale: null,
    lines: [],
    discountCodes: [],
    discounts: [],
    subtotal: nothing,
    discountTotal: nothing,
    total: nothing,
    changes: [],
    expiresAt: null,
  };
}
