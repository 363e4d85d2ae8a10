import { formatMoney, type Money } from '@trastienda/shop-client';
import { useMemo } from 'react';
import { useLocale } from 'use-intl';

export interface Formats {
  money(money: Money): string;
  /** A day and a time, as people in the shop read them. */
  dateTime(timestamp: string): string;
  date(timestamp: string): string;
  number(value: number): string;
}

/** Returns what writes money, times and numbers in the language of the page. */
export function useFormats(): Formats {
  const locale = useLocale();
  return useMemo(() => {
    const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
    const number = new Intl.NumberFormat(locale);
    return {
      money: (money) => formatMoney(money, locale),
      dateTime: (timestamp) => dateTime.format(new Date(timestamp)),
      date: (timestamp) => date.format(new Date(timestamp)),
      number: (value) => number.format(value),
    };
  }, [locale]);
}
