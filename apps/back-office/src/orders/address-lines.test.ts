import { countryName } from '@trastienda/ui/country-names';
import { expect, test } from 'vitest';
import { addressLines } from './address-lines.ts';
import { orderWith } from './testing/order-fixture.ts';

test('An address has no empty lines', () => {
  const { shippingAddress } = orderWith();
  expect(addressLines(shippingAddress, 'es')).toEqual([
    'Ana Ruiz',
    'Calle Mayor 1',
    '28013 Madrid',
    'España',
  ]);
  const full = {
    ...{ ...shippingAddress, city: 'Getafe', postalCode: '28901', region: 'M' },
    ...{ company: 'Ruiz SL', phone: '+34 600' },
  };
  expect(addressLines(full, 'en')).toEqual([
    'Ana Ruiz',
    'Ruiz SL',
    'Calle Mayor 1',
    '28901 Getafe (Madrid)',
    'Spain',
    '+34 600',
  ]);
});

test('A country that earlier versions accepted is shown as it is', () => {
  expect(countryName('Spain', 'en')).toBe('Spain');
});
