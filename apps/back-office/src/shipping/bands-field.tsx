import { Button } from '@trastienda/ui/button';
import { IconButton } from '@trastienda/ui/icon-button';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { LimitField } from '../forms/limit-field.tsx';
import { MoneyInput } from '../forms/money-input.tsx';
import type { WeightBand } from './shipping-method.ts';

export interface BandsFieldProps {
  readonly currency: string;
  readonly value: readonly WeightBand[];
  readonly onChange: (bands: WeightBand[]) => void;
  /** Marks the prices that are missing. */
  readonly hasError: boolean;
}

/** Prices of a parcel by its weight, from light to heavy. */
export function BandsField({ currency, value, onChange, hasError }: BandsFieldProps) {
  const t = useTranslations('shipping');
  const change = (index: number, changes: Partial<WeightBand>) =>
    onChange(value.map((band, at) => (at === index ? { ...band, ...changes } : band)));
  const add = () => onChange([...value, { maxGrams: null, amount: Number.NaN }]);
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-3">
        {value.map((band, index) => (
          <li key={index} className="flex items-end gap-3">
            <LimitField
              className="grow"
              label={index === 0 ? t('upTo') : t('upToNumber', { number: index + 1 })}
              labelHidden={index > 0}
              value={band.maxGrams}
              onChange={(maxGrams) => change(index, { maxGrams })}
              min={1}
              unit="g"
              placeholder={t('anyWeight')}
            />
            <div className="flex grow flex-col gap-1.5">
              {index === 0 && (
                <span aria-hidden="true" className="font-medium text-sm">
                  {t('price')}
                </span>
              )}
              <MoneyInput
                aria-label={t('bandPrice', { number: index + 1, currency })}
                currency={currency}
                {...(hasError && Number.isNaN(band.amount) && { invalid: true })}
                value={{ amount: band.amount, currency }}
                onChange={(money) => change(index, { amount: money?.amount ?? Number.NaN })}
              />
            </div>
            <IconButton
              label={t('removeBand', { number: index + 1 })}
              icon={<X />}
              disabled={value.length === 1}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <Button size="sm" variant="ghost" className="self-start" icon={<Plus />} onClick={add}>
        {t('addBand')}
      </Button>
    </div>
  );
}
