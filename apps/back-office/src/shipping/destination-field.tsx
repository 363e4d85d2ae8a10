import { Field } from '@trastienda/ui/field';
import { MultiCombobox } from '@trastienda/ui/multi-combobox';
import { Radio, RadioGroup } from '@trastienda/ui/radio-group';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCountryNames } from '../format/use-country-names.ts';
import { DESTINATIONS, type Destination, destinationOf } from './shipping-method.ts';

interface Place {
  readonly countries: readonly string[];
  readonly isRestOfWorld: boolean;
}

export interface DestinationFieldProps {
  readonly value: Place;
  readonly onChange: (place: { countries: string[]; isRestOfWorld: boolean }) => void;
  readonly error?: string | undefined;
}

/** Where a method delivers to: everywhere, to some countries, or to all others. */
export function DestinationField({ value, onChange, error }: DestinationFieldProps) {
  const t = useTranslations('shipping');
  const countries = useCountryNames();
  // No countries is everywhere, until some are chosen.
  const [chosen, setChosen] = useState<Destination>(destinationOf(value));
  const choose = (text: string) => {
    const destination = DESTINATIONS.find((each) => each === text);
    if (destination === undefined) return;
    setChosen(destination);
    onChange({
      countries: destination === 'countries' ? [...value.countries] : [],
      isRestOfWorld: destination === 'rest',
    });
  };
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup label={t('destination')} value={chosen} onValueChange={choose}>
        {DESTINATIONS.map((destination) => (
          <Radio
            key={destination}
            value={destination}
            label={t(`destinations.${destination}`)}
            hint={t(`destinationHints.${destination}`)}
          />
        ))}
      </RadioGroup>
      {chosen === 'countries' && (
        <Field label={t('countries')} error={error}>
          <MultiCombobox
            options={countries.options}
            value={value.countries.map((code) => ({ value: code, label: countries.nameOf(code) }))}
            onValueChange={(options) =>
              onChange({ countries: options.map((option) => option.value), isRestOfWorld: false })
            }
            placeholder={t('countriesPlaceholder')}
            emptyLabel={t('noCountry')}
            removeLabel={(label) => t('removeCountry', { country: label })}
          />
        </Field>
      )}
    </div>
  );
}
