import type { StaffOrder } from '@trastienda/shop-client';
import { useLocale } from 'use-intl';
import { addressLines } from '../address-lines.ts';

/** An address, one line per part. */
export function AddressText({ address }: { readonly address: StaffOrder['shippingAddress'] }) {
  const locale = useLocale();
  return (
    <address className="break-words not-italic">
      {addressLines(address, locale).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}
