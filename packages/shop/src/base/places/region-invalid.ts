import { ShopError } from '@trastienda/shop-contract';

/** Builds the error of a call whose `field` must name a region of the country but does not. */
export function regionInvalid(
  problem: 'missing' | 'unknown',
  country: string,
  field: string,
): ShopError {
  const message =
    problem === 'missing'
      ? `is required: tax in ${country} depends on the region`
      : `is not an ISO 3166-2 region of ${country}`;
  return new ShopError('INPUT_INVALID', { fields: { [field]: [message] } });
}
