import { minorUnitDigits, parseMoney, toDecimal } from '@trastienda/shop-contract';
import { Input, type InputProps } from '@trastienda/ui/input';
import { useState } from 'react';
import { useLocale } from 'use-intl';

interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface MoneyInputProps
  extends Omit<InputProps, 'value' | 'onChange' | 'type' | 'trailing' | 'defaultValue'> {
  readonly value: Money | null;
  readonly currency: string;
  /** Gets null for no text. An amount that cannot be read is `NaN`, which no schema accepts. */
  readonly onChange: (money: Money | null) => void;
}

/** Returns the text of an amount with the decimal sign of a language. */
function textOf(money: Money | null, decimalSign: string): string {
  if (money === null || Number.isNaN(money.amount)) return '';
  return toDecimal(money).replace('.', decimalSign);
}

/** Reads an amount with a point or a comma before its decimals. */
function read(text: string, currency: string): Money | null {
  if (text.trim() === '') return null;
  return parseMoney(text.replace(',', '.'), currency) ?? { amount: Number.NaN, currency };
}

/** An amount of money as people write it: `19.90`, or `19,90` in Spanish. */
export function MoneyInput({ value, currency, onChange, onBlur, ...props }: MoneyInputProps) {
  const locale = useLocale();
  const decimalSign = locale === 'es' ? ',' : '.';
  const [text, setText] = useState(() => textOf(value, decimalSign));
  const [shown, setShown] = useState(value);

  // The value was changed by other means than typing.
  if (
    shown?.amount !== value?.amount &&
    !(Number.isNaN(shown?.amount) && Number.isNaN(value?.amount))
  ) {
    setShown(value);
    setText(textOf(value, decimalSign));
  }
  return (
    <Input
      {...props}
      inputMode={minorUnitDigits(currency) === 0 ? 'numeric' : 'decimal'}
      trailing={<span className="pr-1.5">{currency}</span>}
      value={text}
      onChange={({ currentTarget }) => {
        const next = read(currentTarget.value, currency);
        setText(currentTarget.value);
        setShown(next);
        onChange(next);
      }}
      onBlur={(event) => {
        if (value !== null && !Number.isNaN(value.amount)) setText(textOf(value, decimalSign));
        onBlur?.(event);
      }}
    />
  );
}
