import { countryName, type NamedCountry } from '@trastienda/ui/country-names';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { regionsOf } from '@trastienda/ui/regions';
import { Select } from '@trastienda/ui/select';
import type { ComponentProps } from 'react';
import { useTranslations } from 'use-intl';
import { useLocale } from '../i18n/use-locale.ts';
import type { AddressProblems } from './address-problems.ts';
import type { AddressField, AddressValues } from './address-values.ts';
import { rulesOf } from './country-rules.ts';

export interface AddressFieldsProps {
  readonly values: AddressValues;
  /** Hears of what was changed alone: fields may change faster than they are drawn. */
  readonly onChange: (changes: Partial<AddressValues>) => void;
  readonly problems: AddressProblems;
  /** To choose from; named by the server, whose names may not be those of the browser. */
  readonly countries: readonly NamedCountry[];
  /** Whether tax depends on the region. */
  readonly isRegionRequired?: boolean;
  /** Tells the browser's autofill apart: the names of the fields begin with it. */
  readonly section: 'shipping' | 'billing' | 'saved';
}

const AUTOCOMPLETE: Readonly<Record<AddressField, string>> = {
  name: 'name',
  company: 'organization',
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'address-level2',
  postalCode: 'postal-code',
  region: 'address-level1',
  country: 'country',
  phone: 'tel',
};

/** The fields of an address, as its country has them: their names, their order, and which are needed. */
export function AddressFields({
  values,
  onChange,
  problems,
  countries,
  isRegionRequired = false,
  section,
}: AddressFieldsProps) {
  const t = useTranslations('addresses');
  const locale = useLocale();
  const { postalCode, region } = rulesOf(values.country);
  const regions = regionsOf(values.country);
  // A stored address may be in a country that is no longer offered.
  const { country } = values;
  const isOffered = country === '' || countries.some(({ code }) => code === country);

  const set = (field: AddressField, value: string) => {
    // Another country has other regions.
    onChange({ ...(field === 'country' && { region: '' }), [field]: value });
  };
  const field = (name: AddressField, label: string, isRequired: boolean) => {
    const problem = problems[name];
    return {
      label,
      required: isRequired,
      error: problem && t(`problems.${problem}`, { example: postalCode.example ?? '' }),
      labelEnd: isRequired ? undefined : t('optional'),
    };
  };
  const control = (name: AddressField) => {
    const prefix = section === 'saved' ? '' : `${section} `;
    return { name: `${section}.${name}`, autoComplete: `${prefix}${AUTOCOMPLETE[name]}` };
  };
  const input = (name: AddressField): ComponentProps<typeof Input> => ({
    ...control(name),
    value: values[name],
    onChange: (event) => set(name, event.target.value),
    // A text that is too long is shown as such, not cut off.
    maxLength: 300,
  });

  const code = postalCode.need !== 'none' && (
    <Field
      key="postalCode"
      className="col-span-6 sm:col-span-2"
      {...field('postalCode', t(`postalCode.${postalCode.name}`), postalCode.need === 'required')}
    >
      <Input {...input('postalCode')} inputMode={postalCode.isNumeric ? 'numeric' : 'text'} />
    </Field>
  );
  const city = (
    <Field
      key="city"
      className={postalCode.need === 'none' ? 'col-span-6' : 'col-span-6 sm:col-span-4'}
      {...field('city', t('city'), true)}
    >
      <Input {...input('city')} />
    </Field>
  );
  const isRegionNeeded = isRegionRequired || region.isRequired;

  return (
    <div className="grid grid-cols-6 gap-x-4 gap-y-5">
      <Field className="col-span-6" {...field('country', t('country'), true)}>
        <Select
          {...control('country')}
          value={values.country}
          onChange={(event) => set('country', event.target.value)}
        >
          {values.country === '' && <option value="">{t('chooseCountry')}</option>}
          {!isOffered && (
            <option value={country} suppressHydrationWarning>
              {countryName(country, locale)}
            </option>
          )}
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field className="col-span-6" {...field('name', t('name'), true)}>
        <Input {...input('name')} />
      </Field>
      <Field className="col-span-6" {...field('line1', t('line1'), true)}>
        <Input {...input('line1')} />
      </Field>
      <Field className="col-span-6" {...field('line2', t('line2'), false)}>
        <Input {...input('line2')} />
      </Field>
      {postalCode.isFirst ? [code, city] : [city, code]}
      {regions.length > 0 && (
        <Field
          className="col-span-6"
          {...field('region', t(`region.${region.name}`), isRegionNeeded)}
        >
          <Select
            {...control('region')}
            value={values.region}
            onChange={(event) => set('region', event.target.value)}
          >
            <option value="">{t('chooseRegion')}</option>
            {regions.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {regions.length === 0 && (isRegionRequired || values.region !== '') && (
        <Field
          className="col-span-6"
          hint={t('regionHint')}
          {...field('region', t('region.region'), isRegionNeeded)}
        >
          <Input {...input('region')} />
        </Field>
      )}
      <Field className="col-span-6 sm:col-span-3" {...field('company', t('company'), false)}>
        <Input {...input('company')} />
      </Field>
      <Field className="col-span-6 sm:col-span-3" {...field('phone', t('phone'), false)}>
        <Input {...input('phone')} type="tel" />
      </Field>
    </div>
  );
}
