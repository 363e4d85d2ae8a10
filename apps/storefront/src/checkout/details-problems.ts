import { EmailAddress } from '@trastienda/shop-contract';
import { type AddressProblems, findAddressProblems } from '../addresses/address-problems.ts';
import type { Details } from './details.ts';

/** What keeps the details from being taken on, by their parts. */
export interface DetailsProblems {
  readonly email: boolean;
  readonly shipping: AddressProblems;
  readonly billing: AddressProblems;
  readonly shippingMethod: boolean;
  readonly terms: boolean;
}

export const NO_PROBLEMS: DetailsProblems = {
  ...{ email: false, shipping: {}, billing: {}, shippingMethod: false, terms: false },
};

interface Facts {
  readonly isRegionRequired: boolean;
  readonly isShippingRequired: boolean;
  readonly areTermsAccepted: boolean;
}

/** Returns what is wrong with the details, or missing. */
export function findDetailsProblems(
  { email, shipping, billing, shippingMethodId }: Details,
  { isRegionRequired, isShippingRequired, areTermsAccepted }: Facts,
): DetailsProblems {
  return {
    email: !EmailAddress.safeParse(email).success,
    shipping: findAddressProblems(shipping, { isRegionRequired }),
    billing: billing === null ? {} : findAddressProblems(billing),
    shippingMethod: isShippingRequired && shippingMethodId === null,
    terms: !areTermsAccepted,
  };
}

/** Returns whether there is any problem. */
export function hasProblems(problems: DetailsProblems): boolean {
  const { email, shipping, billing, shippingMethod, terms } = problems;
  const inAddresses = Object.keys(shipping).length + Object.keys(billing).length;
  return email || shippingMethod || terms || inAddresses > 0;
}

const ADDRESSES: Readonly<Record<string, 'shipping' | 'billing'>> = {
  shippingAddress: 'shipping',
  billingAddress: 'billing',
};

/** Returns what the API says is wrong with its input, by the parts of the details. */
export function problemsOfInput(paths: readonly string[]): DetailsProblems {
  const found: { shipping: Record<string, 'invalid'>; billing: Record<string, 'invalid'> } = {
    shipping: {},
    billing: {},
  };
  for (const path of paths) {
    const [part = '', field = ''] = path.split('.');
    const address = ADDRESSES[part];
    if (address !== undefined) found[address][field] = 'invalid';
  }
  return {
    ...found,
    email: paths.includes('email'),
    shippingMethod: paths.includes('shippingMethodId'),
    terms: false,
  };
}
