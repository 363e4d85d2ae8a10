import type { RouterInputs } from '@trastienda/shop-client';

/** Fields of an address in a form; empty texts are absent. */
export const ADDRESS_FIELDS = [
  'country',
  'name',
  'company',
  'line1',
  'line2',
  'postalCode',
  'city',
  'region',
  'phone',
] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

/** An address as a form has it. */
export type AddressValues = Readonly<Record<AddressField, string>>;

/** An address as the API returns it. */
export type StoredAddress = Readonly<Record<AddressField, string | null>>;

/** An address as the API accepts it. */
export type AddressInput = RouterInputs['checkout']['start']['shippingAddress'];

/** Returns an empty form. */
export function emptyAddress(country: string): AddressValues {
  return {
    ...{ name: '', company: '', line1: '', line2: '', postalCode: '', city: '', region: '' },
    ...{ phone: '', country },
  };
}

/** Returns the form of a stored address. */
export function addressValuesOf(address: StoredAddress): AddressValues {
  const entries = ADDRESS_FIELDS.map((field) => [field, address[field] ?? '']);
  return { ...emptyAddress(''), ...Object.fromEntries(entries) };
}

/** Returns the address of a form, for the API, which trims texts and takes empty ones as absent. */
export function toAddressInput(values: AddressValues): AddressInput {
  return { ...values };
}

/** Returns whether a form has the content of a stored address. */
export function isSameAddress(values: AddressValues, address: StoredAddress): boolean {
  return ADDRESS_FIELDS.every((field) => values[field].trim() === (address[field] ?? ''));
}
