import { expect, test } from 'vitest';
import { countryName, namedCountries } from './country-names.ts';

test('A text that is no code of a country is shown as it is', () => {
  const names = ['ES', '0123456789abcdef01234567', ''].map((code) => countryName(code, 'es'));
  expect(names).toEqual(['España', '0123456789abcdef01234567', '']);
});

test('Countries are sorted by their names in the language of the page', () => {
  const sorted = (locale: string) =>
    namedCountries(['AT', 'AU', 'ES'], locale).map(({ code }) => code);
  expect(sorted('es')).toEqual(['AU', 'AT', 'ES']);
  expect(sorted('de')).toEqual(['AU', 'AT', 'ES']);
  expect(namedCountries(['DE'], 'es')).toEqual([{ code: 'DE', name: 'Alemania' }]);
});
