import { describe, expect, it } from 'vitest';
import { StartCheckoutInput } from './checkout.ts';

const INPUT = {
  email: 'ana@example.com',
  shippingAddress: { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' },
  idempotencyKey: '0b9f1a52-7c57-4f0e-9a57-6a4f6d1f8e11',
};

const pathsOf = (input: unknown) =>
  StartCheckoutInput.safeParse(input).error?.issues.map(({ path }) => path.join('.'));

const addressed = (address: object) => ({
  ...INPUT,
  shippingAddress: { ...INPUT.shippingAddress, ...address },
});

describe('the input of checkout.start', () => {
  it('is whole with what every buyer has to say; the rest is null', () => {
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

  it('names countries and regions by their ISO codes, as tax zones do', () => {
    expect(pathsOf(addressed({ country: 'US', region: 'CA' }))).toBeUndefined();
    expect(pathsOf(addressed({ country: 'es' }))).toEqual(['shippingAddress.country']);
    expect(pathsOf(addressed({ country: 'Spain' }))).toEqual(['shippingAddress.country']);
    expect(pathsOf(addressed({ region: 'US-CA' }))).toEqual(['shippingAddress.region']);
  });

  it('needs a key that nobody guesses by accident', () => {
    for (const idempotencyKey of ['', 'short', 'with spaces in between', 'ñ'.repeat(20)]) {
      expect(pathsOf({ ...INPUT, idempotencyKey })).toEqual(['idempotencyKey']);
    }
    expect(pathsOf({ ...INPUT, idempotencyKey: undefined })).toEqual(['idempotencyKey']);
  });

  it('cannot be misled by an address line of many lines', () => {
    expect(pathsOf(addressed({ line1: 'Calle Mayor 1\nTotal: 0 EUR' }))).toEqual([
      'shippingAddress.line1',
    ]);
  });
});
