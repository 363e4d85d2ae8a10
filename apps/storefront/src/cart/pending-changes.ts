import type { Cart, Money } from '@trastienda/shop-client';

/** A change that was sent and not answered yet. */
export type PendingChange =
  | { readonly kind: 'quantity'; readonly sku: string; readonly quantity: number }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

function sum(amounts: readonly Money[], currency: string): Money {
  return { amount: amounts.reduce((total, { amount }) => total + amount, 0), currency };
}

function setQuantity(cart: Cart, sku: string, quantity: number): Cart {
  const lines = cart.lines
    .map((line) =>
      line.sku === sku
        ? {
            ...line,
            quantity,
            subtotal: { ...line.subtotal, amount: line.unitPrice.amount * quantity },
          }
        : line,
    )
    .filter((line) => line.quantity > 0);
  const skus = new Set(lines.map((line) => line.sku));
  return {
    ...cart,
    lines,
    subtotal: sum(
      lines.map(({ subtotal }) => subtotal),
      cart.currency,
    ),
    changes: cart.changes.filter((change) => !('sku' in change) || skus.has(change.sku)),
  };
}

function setCodes(cart: Cart, codes: readonly string[]): Cart {
  return {
    ...cart,
    discountCodes: [...codes],
    changes: cart.changes.filter((change) => !('code' in change) || codes.includes(change.code)),
  };
}

/**
 * Returns the cart as it will be once the pending changes are answered, oldest first. Nothing has to be
 * undone when one fails: it is pending no more. Discounts and the total are the server's to compute.
 */
export function withPending(cart: Cart, changes: readonly PendingChange[]): Cart {
  return changes.reduce<Cart>(
    (current, change) =>
      change.kind === 'quantity'
        ? setQuantity(current, change.sku, change.quantity)
        : setCodes(current, change.codes),
    cart,
  );
}

/** Returns the number of units in a cart. */
export function unitsIn({ lines }: Pick<Cart, 'lines'>): number {
  return lines.reduce((total, { quantity }) => total + quantity, 0);
}
