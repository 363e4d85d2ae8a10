import { expect, test } from 'vitest';
import { townLine } from './town-line.ts';

test.each([
  [{ country: 'ES', postalCode: '28013', city: 'Madrid' }, '28013 Madrid'],
  [{ country: 'ES', postalCode: '48005', city: 'Bilbao', region: null }, '48005 Bilbao'],
  [{ country: 'ES', postalCode: '28013', city: 'Madrid', region: 'M' }, '28013 Madrid'],
  [{ country: 'ES', postalCode: '28901', city: 'Getafe', region: 'M' }, '28901 Getafe (Madrid)'],
  [{ country: 'US', postalCode: '02108', city: 'Boston', region: 'MA' }, 'Boston, MA 02108'],
  [
    { country: 'JP', postalCode: '100-0001', city: 'Chiyoda', region: '13' },
    'Chiyoda, Tokyo 100-0001',
  ],
  [{ country: 'JP', postalCode: '100-0001', city: 'Chiyoda' }, 'Chiyoda, 100-0001'],
  [{ country: 'AE', postalCode: null, city: 'Dubai' }, 'Dubai'],
])('The town of %o is written as its country writes it', (address, line) => {
  expect(townLine(address)).toBe(line);
});
