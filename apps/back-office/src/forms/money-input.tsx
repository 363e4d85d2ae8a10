import { minorUnitDigits } from '@trastienda/shop-contract';
import {
  MoneyInput as AmountInput,
  type MoneyInputProps as AmountProps,
} from '@trastienda/ui/money-input';
import { useLocale } from 'use-intl';

interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface MoneyInputProps
  extends Omit<AmountProps, 'value' | 'onValueChange' | 'digits' | 'locale' | 'onChange'> {
  readonly value: Money | null;
  /** Gets null for no text. An amount that cannot be read is `NaN`, which no schema accepts. */
  readonly onChange: (money: Money | null) => void;
}

/** Money as contracts have it, in the language of the page: `19.90`, or `19,90` in Spanish. */
export function MoneyInput({ value, currency, onChange, ...props }: MoneyInputProps) {
  const locale = useLocale();
  return (
    <AmountInput
      {...props}
      value={value?.amount ?? null}
      currency={currency}
      digits={minorUnitDigits(currency)}
      locale={locale}
      onValueChange={(amount) => onChange(amount === null ? null : { amount, currency })}
    />
  );
}
