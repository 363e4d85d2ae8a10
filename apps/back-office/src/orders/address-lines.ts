import type { StaffOrder } from '@trastienda/shop-client';
import { countryName } from '@trastienda/ui/country-names';

type Address = StaffOrder['shippingAddress'];

/** Returns the lines of an address as on a parcel, without empty and repeated ones. The last one is the phone. */
export function addressLines(address: Address, locale: string): readonly string[] {
  const { name, company, line1, line2, postalCode, city, region, country, phone } = address;
  const place = [postalCode, city, region].filter((part) => part !== null && part !== '').join(' ');
  const lines = [name, company, line1, line2, place, countryName(country, locale), phone];
  return [...new Set(lines)].filter((line): line is string => line !== null && line !== '');
}
