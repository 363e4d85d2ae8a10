import { COUNTRY_CODES, suggestCountryCode } from '@trastienda/contract';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import type { ShippingMethodDocument } from '../pricing/shipping-method-document.ts';
import type { TaxZoneDocument } from '../pricing/tax-zone-document.ts';

const correct = (country: string) => suggestCountryCode(country) ?? country;

/**
 * Gives tax zones whose country is no ISO code the one that was meant: addresses have it now, and the
 * tax would vanish. Returns a sentence for each that keeps its own because there is such a zone.
 */
export async function correctTaxZones(zones: Model<TaxZoneDocument>): Promise<string[]> {
  const found = await zones
    .find({ country: { $nin: [null, ...COUNTRY_CODES] } })
    .lean<TaxZoneDocument[]>();
  const left: string[] = [];
  for (const { _id, country: before, region } of found) {
    const country = correct(before ?? '');
    if (country === before) continue;
    try {
      await zones.updateOne({ _id, country: before }, { $set: { country } });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const place = region === null ? before : `${before}-${region}`;
      left.push(`The tax zone of ${place} counts for nobody: there is one with ${country}.`);
    }
  }
  return left;
}

/** Gives shipping methods the ISO codes of their countries in place of others that are clear. */
export async function correctShippingMethods(
  methods: Model<ShippingMethodDocument>,
): Promise<void> {
  const found = await methods
    .find({ countries: { $elemMatch: { $nin: COUNTRY_CODES } } })
    .lean<ShippingMethodDocument[]>();
  for (const { _id, countries: before, updatedAt } of found) {
    const countries = [...new Set(before.map(correct))];
    await methods.updateOne({ _id, updatedAt }, { $set: { countries } });
  }
}
