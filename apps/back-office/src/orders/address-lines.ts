import type { StaffOrder } from '@trastienda/shop-client';
import { countryName } from '@trastienda/ui/country-names';
import { townLine } from '@trastienda/ui/town-line';

type Address = StaffOrder['shippingAddress'];

/** Returns the lines of an address as on a parcel, without empty and repeated ones. The last one is the phone. */
export function addressLines(address: Address, locale: string): readonly string[] {
  const { name, company, line1, line2, country, phone } = address;
  const lines = [
    name,
    company,
    line1,
    line2,
    townLine(address),
    countryName(country, locale),
    phone,
  ];
  return [...new Set(lines)].filter((line): line is string => line !== null && line !== '');
}
