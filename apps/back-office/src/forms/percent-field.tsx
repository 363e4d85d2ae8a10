import { Field } from '@trastienda/ui/field';
import { NumberField } from '@trastienda/ui/number-field';
import { useLocale } from 'use-intl';

const PPM_PER_PERCENT = 10_000;

export interface PercentFieldProps {
  readonly label: string;
  /** Parts per million: 210,000 is 21 %. `NaN` for no number, which no schema accepts. */
  readonly value: number;
  readonly onChange: (ratePpm: number) => void;
  readonly error?: string | undefined;
  readonly hint?: string;
}

/** A rate in percent, with up to four decimals. */
export function PercentField({ label, value, onChange, error, hint }: PercentFieldProps) {
  return (
    <Field label={label} error={error} hint={hint}>
      <NumberField
        locale={useLocale()}
        value={Number.isNaN(value) ? null : value / PPM_PER_PERCENT}
        onValueChange={(percent) =>
          onChange(percent === null ? Number.NaN : Math.round(percent * PPM_PER_PERCENT))
        }
        min={0}
        max={100}
        format={{ maximumFractionDigits: 4 }}
        unit="%"
      />
    </Field>
  );
}
