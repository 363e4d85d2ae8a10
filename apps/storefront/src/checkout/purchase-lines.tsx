import type { Money } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { ItemPicture } from '../cart/item-picture.tsx';
import { useMoney } from '../catalog/use-money.ts';

/** What a line of a cart, a checkout and an order have. */
interface Line {
  readonly sku: string;
  readonly title: string;
  readonly optionValues: readonly string[];
  readonly imageUrl: string | null;
  readonly quantity: number;
  readonly unitPrice: Money;
}

/** The items of a purchase, with their prices. */
export function PurchaseLines({ lines }: { readonly lines: readonly Line[] }) {
  const t = useTranslations('checkout.summary');
  const money = useMoney();
  return (
    <ul className="space-y-4">
      {lines.map(({ sku, title, optionValues, imageUrl, quantity, unitPrice }) => (
        <li key={sku} className="flex gap-4">
          <ItemPicture url={imageUrl} />
          <div className="min-w-0 grow text-sm">
            <p className="font-medium">{title}</p>
            {optionValues.length > 0 && <p className="text-muted">{optionValues.join(' · ')}</p>}
            <p className="text-muted">{t('units', { quantity, price: money(unitPrice) })}</p>
          </div>
          <p className="text-sm tabular-nums">
            {money({ ...unitPrice, amount: unitPrice.amount * quantity })}
          </p>
        </li>
      ))}
    </ul>
  );
}
