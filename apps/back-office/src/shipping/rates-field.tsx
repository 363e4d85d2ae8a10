import { Button } from '@trastienda/ui/button';
import { Card, CardBody, CardHeader } from '@trastienda/ui/card';
import { Field } from '@trastienda/ui/field';
import { FieldError } from '@trastienda/ui/field-error';
import { Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useCurrencyNames } from '../format/use-currency-names.ts';
import { MoneyInput } from '../forms/money-input.tsx';
import { nestedMessage } from '../forms/nested-message.ts';
import { BandsField } from './bands-field.tsx';
import { emptyRate, type ShippingRate } from './shipping-method.ts';

export interface RatesFieldProps {
  readonly value: readonly ShippingRate[];
  /** Currencies that the shop sells in. */
  readonly currencies: readonly string[];
  readonly onChange: (rates: ShippingRate[]) => void;
  /** Errors of the rates, in the shape of the form. */
  readonly errors: unknown;
}

/** The errors of one rate, where the form has them. */
function errorOf(errors: unknown, index: number): string | undefined {
  return Array.isArray(errors) ? nestedMessage(errors[index]) : undefined;
}

/** Prices of a method in each currency that it is offered in. */
export function RatesField({ value, currencies, onChange, errors }: RatesFieldProps) {
  const t = useTranslations('shipping');
  const nameOf = useCurrencyNames();
  const missing = currencies.filter((code) => value.every(({ currency }) => currency !== code));
  const change = (index: number, changes: Partial<ShippingRate>) =>
    onChange(value.map((rate, at) => (at === index ? { ...rate, ...changes } : rate)));
  const ofAll = Array.isArray(errors) ? undefined : nestedMessage(errors);
  return (
    <>
      {value.map((rate, index) => {
        const { currency, bands, freeFrom = null } = rate;
        const error = errorOf(errors, index);
        return (
          <Card key={currency} padding="none">
            <CardHeader
              title={nameOf(currency)}
              actions={
                value.length > 1 && (
                  <Button
                    size="sm"
                    variant="ghost"
                    onClick={() => onChange(value.filter((_, at) => at !== index))}
                  >
                    {t('removeRate')}
                  </Button>
                )
              }
            />
            <CardBody className="flex flex-col gap-5">
              <div className="flex flex-col gap-2">
                <BandsField
                  currency={currency}
                  value={bands}
                  hasError={error !== undefined}
                  onChange={(next) => change(index, { bands: next })}
                />
                {error !== undefined && <FieldError>{error}</FieldError>}
              </div>
              <Field label={t('freeFrom')} hint={t('freeFromHint')}>
                <MoneyInput
                  placeholder={t('never')}
                  currency={currency}
                  value={freeFrom === null ? null : { amount: freeFrom, currency }}
                  onChange={(money) => change(index, { freeFrom: money?.amount ?? null })}
                />
              </Field>
            </CardBody>
          </Card>
        );
      })}
      {ofAll !== undefined && <FieldError>{ofAll}</FieldError>}
      {missing.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {missing.map((currency) => (
            <Button
              key={currency}
              size="sm"
              icon={<Plus />}
              onClick={() => onChange([...value, emptyRate(currency)])}
            >
              {t('addRate', { currency })}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
