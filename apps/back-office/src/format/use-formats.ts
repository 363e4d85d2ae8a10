import { formatMoney, type Money } from '@trastienda/shop-client';
import { formatRate } from '@trastienda/ui/format-rate';
import { useMemo } from 'react';
import { useLocale } from 'use-intl';

export interface Formats {
  money(money: Money): string;
  /** Money that can be negative, as in reports. */
  signedMoney(money: Money): string;
  /** A day and a time, as people in the shop read them. */
  dateTime(timestamp: string): string;
  date(timestamp: string): string;
  /** Hours, minutes and seconds. */
  time(timestamp: string): string;
  /** A date without a time, such as `2026-03-29`, short. */
  day(date: string): string;
  number(value: number): string;
  /** A rate in parts per million, in percent. */
  rate(ppm: number): string;
  /** A share in parts per million, in percent, with as many digits as people compare. */
  share(ppm: number): string;
  /** A difference, with its sign. */
  change(value: number): string;
  /** A fraction as a difference in percent, with its sign. */
  percentChange(fraction: number): string;
}

function createFormats(locale: string): Formats {
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  // The date of a report belongs to no time zone.
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 3 });
  const change = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumSignificantDigits: 3,
  });
  const money = (value: Money) => formatMoney(value, locale);
  return {
    money,
    signedMoney: ({ amount, currency }) =>
      amount < 0 ? `−${money({ amount: -amount, currency })}` : money({ amount, currency }),
    // Where a table wraps it, "PM" stays with its hour.
    dateTime: (timestamp) => dateTime.format(new Date(timestamp)).replace(/\s(?=[AP]M$)/, '\u00a0'),
    date: (timestamp) => date.format(new Date(timestamp)),
    time: (timestamp) => time.format(new Date(timestamp)),
    day: (text) => day.format(new Date(text)),
    number: (value) => number.format(value),
    rate: (ppm) => formatRate(ppm, locale),
    share: (ppm) => share.format(ppm / 1_000_000),
    change: (value) => change.format(value),
    percentChange: (fraction) => percent.format(fraction),
  };
}

/** Returns what writes money, times and numbers in the language of the page. */
export function useFormats(): Formats {
  const locale = useLocale();
  return useMemo(() => createFormats(locale), [locale]);
}
