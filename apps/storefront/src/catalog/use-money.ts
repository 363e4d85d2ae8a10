import { formatMoney, type Money } from '@trastienda/shop-client';
import type { Locale } from '../i18n/locales.ts';
import { useLocale } from '../i18n/use-locale.ts';

/** Bounds the texts that a server keeps, which has many prices over time. */
const MOST_TEXTS = 5000;

const texts = new Map<string, string>();

/** Writes money; remembers the text, because a format of `Intl` takes longer to make than a small component. */
function writeMoney(money: Money, locale: Locale): string {
  const key = `${locale} ${money.currency} ${money.amount}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  if (texts.size >= MOST_TEXTS) texts.clear();
  const text = formatMoney(money, locale);
  texts.set(key, text);
  return text;
}

/** Returns a function that writes money in the language of the page. */
export function useMoney(): (money: Money) => string {
  const locale = useLocale();
  return (money) => writeMoney(money, locale);
}
