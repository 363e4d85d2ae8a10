import { Input } from '@trastienda/ui/input';
import { useId } from 'react';
import { useTranslations } from 'use-intl';

export interface QuantityFieldProps {
  /** Name of the line, for screen readers. */
  readonly name: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (quantity: number) => void;
}

/** How many units of a line, of those that there are. */
export function QuantityField({ name, value, max, onChange }: QuantityFieldProps) {
  const t = useTranslations('orders');
  const ofId = useId();
  return (
    <span className="flex shrink-0 items-center gap-2 text-sm">
      <Input
        size="sm"
        type="number"
        inputMode="numeric"
        min={0}
        max={max}
        step={1}
        aria-label={t('quantityOf', { name })}
        aria-describedby={ofId}
        className="w-16 text-right tabular-nums"
        value={value}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget }) => {
          const number = Math.trunc(Number(currentTarget.value));
          onChange(Math.min(Math.max(Number.isFinite(number) ? number : 0, 0), max));
        }}
      />
      <span id={ofId} className="whitespace-nowrap text-muted">
        {t('ofUnits', { max })}
      </span>
    </span>
  );
}
