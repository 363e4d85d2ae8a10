import type { Cart, CartChange } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';

/** Returns a function that says what has changed in a cart, or what is wrong with it. */
export function useChangeText(cart: Cart): (change: CartChange) => string {
  const t = useTranslations('cart.changes');
  const money = useMoney();
  const titleOf = (sku: string) => cart.lines.find((line) => line.sku === sku)?.title ?? sku;
  return (change) => {
    switch (change.kind) {
      case 'price-changed':
        return t('price-changed', {
          title: titleOf(change.sku),
          from: money(change.from),
          to: money(change.to),
        });
      case 'unavailable':
        return t('unavailable', { title: titleOf(change.sku) });
      case 'stock-short':
        return t('stock-short', { title: titleOf(change.sku), available: change.available });
      case 'discount-refused':
        return t(`discount.${change.reason}`, { code: change.code });
    }
  };
}

/** Returns the discount codes of a cart that have no effect. */
export function refusedCodes({ changes }: Cart): readonly string[] {
  return changes.flatMap((change) => (change.kind === 'discount-refused' ? [change.code] : []));
}

/** Returns how many units of a line are in stock when they are too few for it; null otherwise. */
export function availableOf({ changes }: Pick<Cart, 'changes'>, sku: string): number | null {
  for (const change of changes) {
    if (change.kind === 'stock-short' && change.sku === sku) return change.available;
  }
  return null;
}

/** Returns whether a change stands in the way of the checkout; others are only news. */
export function isProblem({ kind }: CartChange): boolean {
  return kind !== 'price-changed';
}
