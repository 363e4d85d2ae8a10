import type { RouterInputs, RouterOutputs } from '@trastienda/shop-client';

export type ShippingMethod = RouterOutputs['admin']['shipping']['list']['items'][number];
/** Values of the form. */
export type ShippingValues = Omit<ShippingMethod, 'id' | 'updatedAt'>;
export type ShippingRate = RouterInputs['admin']['shipping']['create']['rates'][number];
export type WeightBand = ShippingRate['bands'][number];

/** Where a method delivers to. */
export const DESTINATIONS = ['everywhere', 'countries', 'rest'] as const;
export type Destination = (typeof DESTINATIONS)[number];

/** Returns a rate with one price for all weights, which is still to be entered. */
export function emptyRate(currency: string): ShippingValues['rates'][number] {
  return { currency, bands: [{ maxGrams: null, amount: Number.NaN }], freeFrom: null };
}

/** Returns the values of a new method. */
export function emptyMethod(currency: string): ShippingValues {
  return {
    name: '',
    isActive: true,
    countries: [],
    isRestOfWorld: false,
    rates: [emptyRate(currency)],
  };
}

/** Returns the values of a stored method. */
export function valuesOf(method: ShippingMethod): ShippingValues {
  const { id: _, updatedAt: _updated, ...values } = method;
  return values;
}

/** Returns where a method delivers to. */
export function destinationOf(method: {
  readonly countries: readonly string[];
  readonly isRestOfWorld: boolean;
}): Destination {
  if (method.isRestOfWorld) return 'rest';
  return method.countries.length === 0 ? 'everywhere' : 'countries';
}
