import { expect, test } from 'vitest';
import { regionName, regionsOf } from './regions.ts';

// How many subdivisions ISO 3166-2 has for addresses.
test.each([
  ['AU', 8],
  ['CA', 13],
  ['ES', 52],
  ['JP', 47],
  ['MX', 32],
])('%s has its %i regions, each code once', (country, count) => {
  const codes = regionsOf(country).map(({ code }) => code);
  expect(codes).toHaveLength(count);
  expect(new Set(codes).size).toBe(count);
});

test('A region has its name, or its code where none is known', () => {
  expect(regionName('JP', '27')).toBe('Osaka');
  expect(regionName('ES', 'M')).toBe('Madrid');
  expect(regionName('PT', '11')).toBe('11');
});
