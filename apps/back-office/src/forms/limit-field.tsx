import { Field } from '@trastienda/ui/field';
import { NumberField } from '@trastienda/ui/number-field';
import { useLocale } from 'use-intl';

export interface LimitFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly error?: string | undefined;
  readonly className?: string;
  readonly labelHidden?: boolean;
}

/** A whole number, or nothing. */
export function LimitField({
  label,
  value,
  onChange,
  error,
  hint,
  className,
  labelHidden,
  ...field
}: LimitFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className} labelHidden={labelHidden}>
      <NumberField {...field} locale={useLocale()} value={value} onValueChange={onChange} />
    </Field>
  );
}
