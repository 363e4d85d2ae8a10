import { useCallback } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import type { Discount } from './discount.ts';

const PPM_PER_WHOLE = 1_000_000;

/** Returns what says in short what a discount takes off. */
export function useEffectText(): (effect: Discount['effect']) => string {
  const t = useTranslations('discounts');
  const locale = useLocale();
  const format = useFormats();
  return useCallback(
    (effect) => {
      switch (effect.kind) {
        case 'percent':
          return new Intl.NumberFormat(locale, {
            style: 'percent',
            maximumFractionDigits: 4,
          }).format(effect.ratePpm / PPM_PER_WHOLE);
        case 'amount':
          return effect.amounts.map((amount) => format.money(amount)).join(' · ');
        case 'free-shipping':
          return t('kinds.free-shipping');
      }
    },
    [t, locale, format],
  );
}
