import { clsx } from 'clsx';
import { useState } from 'react';
import { Input, type InputProps } from './input.tsx';
import { formatMoneyText, parseMoneyText } from './money-text.ts';

export interface MoneyInputProps
  extends Omit<
    InputProps,
    'type' | 'value' | 'defaultValue' | 'onChange' | 'leading' | 'trailing'
  > {
  /** Minor units (cents); null: empty. `NaN` stands for a text that is no amount. */
  readonly value: number | null;
  /** Called while typing: minor units, null for no text, `NaN` for a text that is no amount. */
  readonly onValueChange: (value: number | null) => void;
  /** Shown after the number: "EUR" or "€". */
  readonly currency: string;
  /** Decimals of the currency: 2 for EUR, 0 for JPY. */
  readonly digits: number;
  /** Decides on the decimal separator: `es`. */
  readonly locale: string;
}

function readMoneyText(text: string, digits: number, locale: string): number | null {
  return text.trim() === '' ? null : (parseMoneyText(text, digits, locale) ?? Number.NaN);
}

/** An amount of money, typed in units and kept in minor units. */
export function MoneyInput({
  value,
  onValueChange,
  currency,
  digits,
  locale,
  invalid,
  className,
  onBlur,
  ...props
}: MoneyInputProps) {
  // The typed text with the value that it stands for; a new value from outside replaces it.
  const [draft, setDraft] = useState<{ text: string; value: number | null } | null>(null);
  const isTyping = draft !== null && Object.is(draft.value, value);
  const isWrong = isTyping && Number.isNaN(value);
  const shown = value === null || Number.isNaN(value) ? '' : formatMoneyText(value, digits, locale);
  return (
    <Input
      {...props}
      {...((invalid !== undefined || isWrong) && { invalid: invalid || isWrong })}
      type="text"
      inputMode={digits === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      value={isTyping ? draft.text : shown}
      onChange={(event) => {
        const text = event.target.value;
        const next = readMoneyText(text, digits, locale);
        setDraft({ text, value: next });
        if (!Object.is(next, value)) onValueChange(next);
      }}
      onBlur={(event) => {
        // A text that is no amount stays, so that it can be mended.
        if (!isWrong) setDraft(null);
        onBlur?.(event);
      }}
      trailing={<span className="pr-2">{currency}</span>}
      className={clsx('pr-14 text-right tabular-nums', className)}
    />
  );
}
