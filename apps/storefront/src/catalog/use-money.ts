import { formatMoney, type Money } from '@trastienda/shop-client';
import { useLocale } from '../i18n/use-locale.ts';

/** Returns a function that writes money in the language of the page. */
export function useMoney(): (money: Money) => string {
  const locale = useLocale();
  return (money) => formatMoney(money, locale);
}
