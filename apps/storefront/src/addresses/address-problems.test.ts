import { describe, expect, test } from 'vitest';
import { findAddressProblems } from './address-problems.ts';
import {
  type AddressValues,
  addressValuesOf,
  emptyAddress,
  isSameAddress,
} from './address-values.ts';

const madrid: AddressValues = {
  ...emptyAddress('ES'),
  name: 'Ana López',
  line1: 'Calle Mayor 1',
  city: 'Madrid',
  postalCode: '28013',
};

describe('The problems of an address', () => {
  test('are none for a complete one', () => {
    expect(findAddressProblems(madrid)).toEqual({});
  });

  test('name each field that the API requires', () => {
    expect(findAddressProblems(emptyAddress('IE'))).toEqual({
      name: 'required',
      line1: 'required',
      city: 'required',
      postalCode: 'required',
    });
  });

  test('follow the postal codes of the country', () => {
    expect(findAddressProblems({ ...madrid, postalCode: '2801' })).toEqual({
      postalCode: 'postalCode',
    });
    const london = { ...madrid, country: 'GB', postalCode: 'sw1a 1aa' };
    expect(findAddressProblems(london)).toEqual({});
    expect(findAddressProblems({ ...madrid, country: 'HK', postalCode: '' })).toEqual({});
    expect(findAddressProblems({ ...madrid, country: 'VN', postalCode: '' })).toEqual({});
  });

  test('require the region where the post or the tax needs it', () => {
    const boston = { ...madrid, country: 'US', postalCode: '02108' };
    expect(findAddressProblems(boston)).toEqual({ region: 'required' });
    expect(findAddressProblems({ ...boston, region: 'MA' })).toEqual({});
    const tokyo = { ...madrid, country: 'JP', postalCode: '100-0001' };
    expect(findAddressProblems(tokyo)).toEqual({ region: 'required' });
    expect(findAddressProblems({ ...tokyo, region: '13' })).toEqual({});
    expect(findAddressProblems(madrid, { isRegionRequired: true })).toEqual({ region: 'required' });
  });

  test('say which texts are too long', () => {
    expect(findAddressProblems({ ...madrid, name: 'a'.repeat(256) })).toEqual({ name: 'tooLong' });
  });

  test('name the country when none is chosen', () => {
    expect(findAddressProblems({ ...madrid, country: '' })).toEqual({ country: 'required' });
  });
});

test('A stored address fills a form, and is the same afterwards', () => {
  const stored = { ...madrid, company: null, line2: null, region: null, phone: null };
  expect(isSameAddress(addressValuesOf(stored), stored)).toBe(true);
  expect(isSameAddress({ ...addressValuesOf(stored), city: 'Getafe' }, stored)).toBe(false);
});
