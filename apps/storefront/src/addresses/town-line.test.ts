import { expect, test } from 'vitest';
import { townLine } from './town-line.ts';

test.each([
  [{ country: 'ES', postalCode: '28013', city: 'Madrid' }, '28013 Madrid'],
  [{ country: 'ES', postalCode: '48005', city: 'Bilbao', region: null }, '48005 Bilbao'],
  [{ country: 'US', postalCode: '02108', city: 'Boston', region: 'MA' }, 'Boston, MA 02108'],
  [{ country: 'AE', postalCode: null, city: 'Dubai' }, 'Dubai'],
])('The town of %o is written as its country writes it', (address, line) => {
  expect(townLine(address)).toBe(line);
});
