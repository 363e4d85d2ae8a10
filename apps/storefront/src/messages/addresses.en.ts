import type { Texts } from '../i18n/text-types.ts';
import type { addressesEs } from './addresses.es.ts';

export const addressesEn: Texts<typeof addressesEs> = {
  addresses: {
    country: 'Country',
    chooseCountry: 'Choose a country',
    name: 'Full name',
    company: 'Company',
    line1: 'Street and number',
    line2: 'Apartment, floor, building',
    city: 'City',
    phone: 'Phone',
    optional: 'Optional',
    postalCode: {
      postalCode: 'Postal code',
      zip: 'ZIP code',
      postcode: 'Postcode',
      eircode: 'Eircode',
      cep: 'CEP',
    },
    region: { region: 'Region', province: 'Province', prefecture: 'Prefecture', state: 'State' },
    regionHint: 'The code of the region in ISO 3166-2.',
    chooseRegion: 'Choose an option',
    problems: {
      required: 'Please fill this in.',
      tooLong: 'This text is too long.',
      postalCode: 'This is not a code of this country. An example: {example}.',
      invalid: 'Check this.',
    },
  },
};
