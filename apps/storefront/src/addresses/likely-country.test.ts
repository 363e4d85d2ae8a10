import { expect, test } from 'vitest';
import { likelyCountry } from './likely-country.ts';

test('The likely country is that of the language, where the shop ships', () => {
  expect(likelyCountry('en-GB,en;q=0.9', ['ES', 'FR', 'GB'])).toBe('GB');
  expect(likelyCountry('en,fr-FR;q=0.8', ['ES', 'FR'])).toBe('FR');
  expect(likelyCountry('ja-JP', ['ES', 'FR'])).toBe('ES');
  expect(likelyCountry(null, ['PT', 'FR'])).toBe('PT');
});
