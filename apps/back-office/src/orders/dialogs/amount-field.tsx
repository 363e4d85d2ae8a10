import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';

export interface AmountFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly currency: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (text: string) => void;
}

/** An amount of money, as people type it. */
export function AmountField({
  label,
  hint,
  error,
  currency,
  value,
  placeholder,
  onChange,
}: AmountFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        className="tabular-nums"
        trailing={<span className="pr-2">{currency}</span>}
        placeholder={placeholder}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </Field>
  );
}
