import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { fromZonedText, toZonedText } from '../format/zoned-time.ts';

export interface ZonedTimeFieldProps {
  readonly label: string;
  /** A timestamp. */
  readonly value: string | null;
  readonly timeZone: string;
  readonly onChange: (timestamp: string | null) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
}

/** A day and a time in a time zone, which the hint should name; or nothing. */
export function ZonedTimeField({
  label,
  value,
  timeZone,
  onChange,
  hint,
  error,
}: ZonedTimeFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      <Input
        type="datetime-local"
        max="9999-12-31T23:59"
        value={value === null ? '' : toZonedText(value, timeZone)}
        onChange={({ currentTarget }) => onChange(fromZonedText(currentTarget.value, timeZone))}
      />
    </Field>
  );
}
