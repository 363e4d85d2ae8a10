import type { OrderLine } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { ItemPicture } from '../cart/item-picture.tsx';
import { useMoney } from '../catalog/use-money.ts';

/** The items of an order: what they cost, and what became of them. */
export function OrderLines({ lines }: { readonly lines: readonly OrderLine[] }) {
  const t = useTranslations('orders.order');
  const money = useMoney();
  return (
    <ul className="divide-y divide-border">
      {lines.map((line) => {
        const { sku, title, optionValues, imageUrl, quantity, unitPrice } = line;
        const { requiresShipping, fulfilledQuantity, canceledQuantity, returnedQuantity } = line;
        const facts = [
          fulfilledQuantity > 0 &&
            t(requiresShipping ? 'sent' : 'delivered', { quantity: fulfilledQuantity }),
          canceledQuantity > 0 && t('canceled', { quantity: canceledQuantity }),
          returnedQuantity > 0 && t('returned', { quantity: returnedQuantity }),
        ].filter(Boolean);
        return (
          <li key={sku} className="flex gap-4 py-4 first:pt-0 last:pb-0">
            <ItemPicture url={imageUrl} />
            <div className="min-w-0 grow text-sm">
              <p className="font-medium">{title}</p>
              {optionValues.length > 0 && <p className="text-muted">{optionValues.join(' · ')}</p>}
              <p className="text-muted">{t('units', { quantity, price: money(unitPrice) })}</p>
              {facts.length > 0 && <p className="text-muted text-xs">{facts.join(' · ')}</p>}
            </div>
            <p className="text-sm tabular-nums">
              {money({ ...unitPrice, amount: unitPrice.amount * quantity })}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
