import type { RouterOutputs } from '@trastienda/shop-client';
import { IconButton } from '@trastienda/ui/icon-button';
import { Trash2, Undo2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { MoneyInput } from '../forms/money-input.tsx';
import { usePriceEditing } from './price-editing.ts';

export type Price = RouterOutputs['admin']['prices']['list']['items'][number];

interface CellProps {
  readonly price: Price;
}

/** The SKU, struck through when its price will be removed. */
export function SkuCell({ price: { sku } }: CellProps) {
  const isRemoved = usePriceEditing().edits.get(sku) === null;
  return (
    <span className={isRemoved ? 'font-mono text-muted line-through' : 'font-mono'}>{sku}</span>
  );
}

/** The price, to be typed over. */
export function PriceCell({ price: { sku, price } }: CellProps) {
  const t = useTranslations('prices');
  const { edits, edit } = usePriceEditing();
  const amount = edits.has(sku) ? (edits.get(sku) ?? null) : price.amount;
  return (
    <div className="ml-auto w-40">
      <MoneyInput
        size="sm"
        aria-label={t('priceOf', { sku })}
        invalid={Number.isNaN(amount)}
        currency={price.currency}
        value={amount === null ? null : { amount, currency: price.currency }}
        onChange={(money) => {
          const next = money === null ? null : money.amount;
          edit(sku, next === price.amount ? undefined : next);
        }}
      />
    </div>
  );
}

/** The price before an unsaved change. */
export function BeforeCell({ price: { sku, price } }: CellProps) {
  const format = useFormats();
  const { edits } = usePriceEditing();
  return edits.has(sku) ? <span className="text-muted">{format.money(price)}</span> : null;
}

/** Removes the price, or takes an unsaved change back. */
export function PriceAction({ price: { sku } }: CellProps) {
  const t = useTranslations('prices');
  const { edits, edit } = usePriceEditing();
  return edits.has(sku) ? (
    <IconButton
      size="sm"
      label={t('undoOf', { sku })}
      icon={<Undo2 />}
      onClick={() => edit(sku, undefined)}
    />
  ) : (
    <IconButton
      size="sm"
      label={t('removeOf', { sku })}
      icon={<Trash2 />}
      onClick={() => edit(sku, null)}
    />
  );
}
