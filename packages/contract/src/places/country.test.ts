import { iso31661 } from 'iso-3166';
import { expect, test } from 'vitest';
import { COUNTRY_CODES, CountryCode, suggestCountryCode } from './country.ts';

test('the countries are those of ISO 3166-1, in order', () => {
  expect(COUNTRY_CODES).toEqual(iso31661.map(({ alpha2 }) => alpha2).toSorted());
});

test('suggestions are countries, and are offered only for texts that are not', () => {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  for (const text of letters.flatMap((one) => letters.map((other) => one + other))) {
    const suggestion = suggestCountryCode(text);
    if (CountryCode.safeParse(text).success) expect(suggestion).toBe(text);
    else if (suggestion !== null) expect(COUNTRY_CODES).toContain(suggestion);
  }
  expect(['UK', 'usa', ' EL '].map(suggestCountryCode)).toEqual(['GB', 'US', 'GR']);
  expect(suggestCountryCode('toString')).toBeNull();
});
