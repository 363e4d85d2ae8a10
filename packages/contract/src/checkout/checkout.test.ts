import { describe, expect, test } from 'vitest';
import { StartCheckoutInput } from './checkout.ts';

const INPUT = {
  email: 'ana@example.com',
  shippingAddress: { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' },
};

const pathsOf = (input: unknown) =>
  StartCheckoutInput.safeParse(input).error?.issues.map(({ path }) => path.join('.'));

const addressed = (address: object) => ({
  ...INPUT,
  shippingAddress: { ...INPUT.shippingAddress, ...address },
});

describe('the input of checkout.start', () => {
  test('is complete with the required fields; the rest is null', () => {
    expect(StartCheckoutInput.parse(INPUT)).toEqual({
      ...INPUT,
      shippingAddress: {
        ...INPUT.shippingAddress,
        company: null,
        line2: null,
        postalCode: null,
        region: null,
        phone: null,
      },
      billingAddress: null,
      shippingMethodId: null,
    });
  });

  test('requires ISO codes of countries, and suggests the one that was meant', () => {
    const messageFor = (country: string) =>
      StartCheckoutInput.safeParse(addressed({ country })).error?.issues.map(
        ({ path, message }) => `${path.join('.')} ${message}`,
      );
    const needed = 'shippingAddress.country must be an ISO 3166-1 alpha-2 code such as ES';
    expect(messageFor('GB')).toBeUndefined();
    expect(messageFor('UK')).toEqual([`${needed}; use GB`]);
    expect(messageFor('EL')).toEqual([`${needed}; use GR`]);
    expect(messageFor('SP')).toEqual([`${needed}; use ES`]);
    expect(messageFor('es')).toEqual([`${needed}; use ES`]);
    expect(messageFor('ZZ')).toEqual([needed]);
    expect(messageFor('Spain')).toEqual([needed]);
  });

  test.each([
    ['CA', 'CA'],
    ['ca', 'CA'],
    ['US-CA', 'CA'],
    [' us-ca ', 'CA'],
    ['', null],
    [null, null],
  ])('reads the region %j as %j', (region, read) => {
    const input = StartCheckoutInput.parse(addressed({ country: 'US', region }));
    expect(input.shippingAddress.region).toBe(read);
    const again = StartCheckoutInput.parse(input);
    expect(again).toEqual(input);
  });

  test.each(['MX-CA', 'US-', 'CALI', 'US-CALI', 'U S', 'Ç'])('rejects the region %j', (region) => {
    expect(pathsOf(addressed({ country: 'US', region }))).toEqual(['shippingAddress.region']);
    const billing = { ...INPUT.shippingAddress, country: 'US', region };
    expect(pathsOf({ ...INPUT, billingAddress: billing })).toEqual(['billingAddress.region']);
  });

  test('treats empty optional fields as absent', () => {
    const empty = { company: '', line2: ' ', postalCode: '', region: ' ', phone: '\t' };
    const { shippingAddress } = StartCheckoutInput.parse(addressed(empty));
    expect(shippingAddress).toEqual(StartCheckoutInput.parse(INPUT).shippingAddress);
  });

  test('rejects an address line that contains line breaks', () => {
    expect(pathsOf(addressed({ line1: 'Calle Mayor 1\nTotal: 0 EUR' }))).toEqual([
      'shippingAddress.line1',
    ]);
  });
});
