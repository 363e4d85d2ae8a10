import { formatMoney, type Money } from '@trastienda/base';
import type { Locale } from '@trastienda/shop-contract';

/** Words of tables in one language. */
export interface Words {
  readonly locale: Locale;
  readonly items: string;
  readonly sums: string;
  readonly subtotal: string;
  readonly discount: string;
  readonly shipping: string;
  readonly total: string;
  /** Note of a tax that the total includes. */
  readonly included: string;
}

export function moneyText({ locale }: Words, money: Money): string {
  return formatMoney(money, locale);
}

/** Formats a time as a day in a time zone. */
export function dayText({ locale }: Words, at: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  return format.format(new Date(at));
}
