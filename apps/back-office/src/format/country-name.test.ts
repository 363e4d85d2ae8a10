import { expect, test } from 'vitest';
import { countryName } from './country-name.ts';

test('A text that is no code of a country is shown as it is', () => {
  const names = ['ES', '0123456789abcdef01234567', ''].map((code) => countryName(code, 'es'));
  expect(names).toEqual(['España', '0123456789abcdef01234567', '']);
});
