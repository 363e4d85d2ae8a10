import { CURRENCIES } from '@trastienda/shop-contract';
import { Select } from '@trastienda/ui/select';
import { useTranslations } from 'use-intl';
import { useCurrencyNames } from '../format/use-currency-names.ts';

export interface CurrencySelectProps {
  readonly value: string;
  /** The shop's own currency, whose prices belong to the products. */
  readonly own: string;
  /** Currencies that have a price list. */
  readonly listed: readonly string[];
  readonly onChange: (currency: string) => void;
}

/** The currency of a price list: one that there is, or one to begin. */
export function CurrencySelect({ value, own, listed, onChange }: CurrencySelectProps) {
  const t = useTranslations('prices');
  const nameOf = useCurrencyNames();
  const others = CURRENCIES.filter((code) => code !== own && !listed.includes(code));
  return (
    <Select
      size="sm"
      aria-label={t('currency')}
      className="sm:w-72"
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    >
      {listed.length > 0 && (
        <optgroup label={t('lists')}>
          {listed.map((code) => (
            <option key={code} value={code}>
              {nameOf(code)}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label={t('newList')}>
        {others.map((code) => (
          <option key={code} value={code}>
            {nameOf(code)}
          </option>
        ))}
      </optgroup>
    </Select>
  );
}
