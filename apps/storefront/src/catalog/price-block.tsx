import type { Variant } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { useLocale } from '../i18n/use-locale.ts';
import { useMoney } from './use-money.ts';
import { writePercent } from './write-percent.ts';

/** The price of a variant, with the one before a reduction. */
export function PriceBlock({ variant }: { readonly variant: Variant }) {
  const t = useTranslations('catalog.product');
  const money = useMoney();
  const locale = useLocale();
  const { price, compareAtPrice } = variant;
  const isReduced = compareAtPrice !== null && compareAtPrice.amount > price.amount;
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-medium text-xl tabular-nums">{money(price)}</span>
        {isReduced && (
          <>
            <span className="text-muted tabular-nums">
              <span className="sr-only">{t('before', { price: money(compareAtPrice) })}</span>
              <s aria-hidden="true">{money(compareAtPrice)}</s>
            </span>
            <span className="rounded-full bg-accent-soft px-2.5 py-0.5 font-medium text-accent text-xs">
              {t('saved', {
                percent: writePercent(1 - price.amount / compareAtPrice.amount, locale),
              })}
            </span>
          </>
        )}
      </p>
      <p className="mt-1.5 text-muted text-sm">{t('tax')}</p>
    </div>
  );
}
