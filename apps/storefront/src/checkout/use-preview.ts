import { keepPreviousData } from '@tanstack/react-query';
import { type CheckoutPreview, isClientError } from '@trastienda/shop-client';
import { useLiveQuery } from '@trastienda/shop-client/react-query';
import type { AddressValues } from '../addresses/address-values.ts';
import { shop } from '../api/queries.tsx';
import type { LoadedDetails, PreviewInput } from './load-details.ts';

/** What the cart costs at a place. */
export interface Preview {
  /** That of the place before, while the new one is computed. */
  readonly preview: CheckoutPreview | undefined;
  /** Whether the prices are those of what is entered. */
  readonly isCurrent: boolean;
  readonly error: unknown;
  /** Whether there is no such region. */
  readonly isRegionUnknown: boolean;
}

const REGION = /^[A-Z0-9]{1,3}$/i;

function isSameInput(one: PreviewInput, other: PreviewInput): boolean {
  return (
    one.country === other.country &&
    (one.region ?? null) === (other.region ?? null) &&
    (one.shippingMethodId ?? null) === (other.shippingMethodId ?? null)
  );
}

/** Prices the cart for an address and a shipping method, and again whenever something changes. */
export function usePreview(
  { country, region }: Pick<AddressValues, 'country' | 'region'>,
  shippingMethodId: string | null,
  loaded: LoadedDetails['previewed'],
  hasLines: boolean,
): Preview {
  const code = region.trim();
  const input = { country, region: REGION.test(code) ? code : null, shippingMethodId };
  const { data, error, isPlaceholderData, isFetching } = useLiveQuery(
    shop.checkout.preview.liveOptions(input, {
      enabled: hasLines && country !== '',
      placeholderData: keepPreviousData,
      ...(loaded !== null && isSameInput(input, loaded.input) && { initialData: loaded.preview }),
    }),
  );
  return {
    preview: data,
    isCurrent: data !== undefined && !isPlaceholderData && !(isFetching && error !== null),
    error,
    isRegionUnknown: isClientError(error, 'INPUT_INVALID'),
  };
}
