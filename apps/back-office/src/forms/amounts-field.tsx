import { FieldError } from '@trastienda/ui/field-error';
import { useId } from 'react';
import { MoneyInput } from './money-input.tsx';

interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface AmountsFieldProps {
  readonly legend: string;
  readonly hint?: string;
  readonly currencies: readonly string[];
  readonly value: readonly Money[];
  readonly onChange: (value: Money[]) => void;
  readonly error?: string | undefined;
}

/** An amount in each of several currencies; those without one are left out. */
export function AmountsField({
  legend,
  hint,
  currencies,
  value,
  onChange,
  error,
}: AmountsFieldProps) {
  const hintId = useId();
  // A currency that the shop no longer sells in keeps its amount until staff remove it.
  const shown = [...new Set([...currencies, ...value.map(({ currency }) => currency)])];
  return (
    <fieldset aria-describedby={hintId} className="min-w-0">
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {shown.map((currency) => (
          <MoneyInput
            key={currency}
            aria-label={`${legend} (${currency})`}
            aria-invalid={error !== undefined}
            currency={currency}
            value={value.find((each) => each.currency === currency) ?? null}
            onChange={(money) => {
              const others = value.filter((each) => each.currency !== currency);
              onChange(money === null ? others : [...others, money]);
            }}
          />
        ))}
      </div>
      <div id={hintId}>
        {hint !== undefined && <p className="mt-1.5 text-muted text-sm">{hint}</p>}
        {error !== undefined && <FieldError>{error}</FieldError>}
      </div>
    </fieldset>
  );
}
