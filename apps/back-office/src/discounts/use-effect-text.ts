import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import type { Discount } from './discount.ts';

/** Returns what says in short what a discount takes off. */
export function useEffectText(): (effect: Discount['effect']) => string {
  const t = useTranslations('discounts');
  const format = useFormats();
  return useCallback(
    (effect) => {
      switch (effect.kind) {
        case 'percent':
          return format.rate(effect.ratePpm);
        case 'amount':
          return effect.amounts.map((amount) => format.money(amount)).join(' · ');
        case 'free-shipping':
          return t('kinds.free-shipping');
      }
    },
    [t, format],
  );
}
