import type { AddressBook, Cart, Checkout, RouterInputs } from '@trastienda/shop-client';
import {
  type AddressValues,
  addressValuesOf,
  emptyAddress,
  isSameAddress,
  toAddressInput,
} from '../addresses/address-values.ts';

/** What the buyer enters before paying. */
export interface Details {
  readonly email: string;
  readonly shipping: AddressValues;
  /** Null while it is the shipping address. */
  readonly billing: AddressValues | null;
  readonly shippingMethodId: string | null;
  /** The chosen address of the account's book; null for one that is typed. */
  readonly savedAddressId: string | null;
  /** Whether the typed address goes into the account's book. */
  readonly isSaved: boolean;
}

/** Changes of details; of an address, those of its fields that change. */
export interface DetailsChanges extends Partial<Omit<Details, 'shipping' | 'billing'>> {
  readonly shipping?: Partial<AddressValues>;
  readonly billing?: Partial<AddressValues> | null;
}

export interface KnownDetails {
  /** The open checkout: the buyer has been here before. */
  readonly current: Checkout | null;
  readonly account: { readonly email: string; readonly name: string | null } | null;
  readonly book: AddressBook | null;
  /** Country of a buyer of whom nothing is known. */
  readonly country: string;
}

function savedIdOf(book: AddressBook | null, shipping: AddressValues): string | null {
  return book?.addresses.find(({ address }) => isSameAddress(shipping, address))?.id ?? null;
}

/** Returns the details to begin with: those of the open checkout, else of the account. */
export function initialDetails({ current, account, book, country }: KnownDetails): Details {
  if (current !== null) {
    const shipping = addressValuesOf(current.shippingAddress);
    return {
      email: current.email,
      shipping,
      billing: current.billingAddress && addressValuesOf(current.billingAddress),
      shippingMethodId: current.shippingMethod?.id ?? null,
      savedAddressId: savedIdOf(book, shipping),
      isSaved: false,
    };
  }
  const { addresses = [], defaultShippingId = null } = book ?? {};
  const saved = addresses.find(({ id }) => id === defaultShippingId) ?? addresses[0];
  return {
    email: account?.email ?? '',
    shipping: saved
      ? addressValuesOf(saved.address)
      : { ...emptyAddress(country), name: account?.name ?? '' },
    billing: null,
    shippingMethodId: null,
    savedAddressId: saved?.id ?? null,
    isSaved: false,
  };
}

/**
 * Returns details with changes. Another country begins with its own first shipping method: one that was
 * the first elsewhere, and ships here as well, may cost more.
 */
export function changeDetails(details: Details, changes: DetailsChanges): Details {
  const shipping = { ...details.shipping, ...changes.shipping };
  const isElsewhere = shipping.country !== details.shipping.country;
  const { billing = details.billing } = changes;
  return {
    ...details,
    ...(isElsewhere && { shippingMethodId: null }),
    ...changes,
    shipping,
    billing: billing && {
      ...(details.billing ?? emptyAddress(shipping.country)),
      ...billing,
    },
  };
}

/** Returns whether a cart still has what a checkout has reserved, at the same prices. */
function isReserved(cart: Cart, { lines, currency }: Checkout): boolean {
  return (
    cart.currency === currency &&
    cart.lines.length === lines.length &&
    cart.lines.every(({ sku, quantity, unitPrice }) =>
      lines.some(
        (line) =>
          line.sku === sku &&
          line.quantity === quantity &&
          line.unitPrice.amount === unitPrice.amount,
      ),
    )
  );
}

type StartInput = RouterInputs['checkout']['start'];
type AmendInput = RouterInputs['checkout']['amend'];

/** The call that takes the details on. */
export type DetailsCall =
  | { readonly kind: 'start'; readonly input: StartInput }
  | { readonly kind: 'amend'; readonly input: AmendInput };

export interface DetailsCallOptions {
  readonly details: Details;
  readonly cart: Cart;
  readonly current: Checkout | null;
  /** Total that the buyer sees. */
  readonly total: NonNullable<StartInput['expectedTotal']>;
  readonly locale: 'es' | 'en';
}

/**
 * Returns the call that takes the details on. An open checkout of the same cart is amended, so that it
 * keeps its reservation; a changed cart needs a new one, which ends the other.
 */
export function planDetailsCall(options: DetailsCallOptions): DetailsCall {
  const { details, cart, current, total, locale } = options;
  const input = {
    email: details.email.trim(),
    shippingAddress: toAddressInput(details.shipping),
    billingAddress: details.billing && toAddressInput(details.billing),
    shippingMethodId: details.shippingMethodId,
    expectedTotal: total,
    locale,
  };
  if (current === null || !isReserved(cart, current)) return { kind: 'start', input };
  const discountCodes = cart.discountCodes;
  return { kind: 'amend', input: { ...input, checkoutId: current.id, discountCodes } };
}
