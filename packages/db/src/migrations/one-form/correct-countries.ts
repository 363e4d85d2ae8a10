import { batchesOf, type MigrationContext, unlessTaken } from '@trastienda/mongo';
import { COUNTRY_CODES, suggestCountryCode } from '@trastienda/shop-contract';

interface StoredTaxZone {
  readonly _id: string;
  readonly country: string | null;
  readonly region: string | null;
}

interface StoredShippingMethod {
  readonly _id: string;
  readonly countries: readonly string[];
}

const correct = (country: string) => suggestCountryCode(country) ?? country;

/**
 * Corrects invalid country codes of tax zones: addresses have ISO codes now, and the tax would
 * vanish. Returns a sentence for each zone left unchanged because a zone of that place exists.
 */
export async function correctTaxZones({ db, signal }: MigrationContext): Promise<string[]> {
  const zones = db.collection<StoredTaxZone>('tax_zones');
  const left: string[] = [];
  const unknown = { country: { $nin: [null, ...COUNTRY_CODES] } };
  for await (const batch of batchesOf(zones, unknown, { signal })) {
    for (const { _id, country: before, region } of batch) {
      const country = correct(before ?? '');
      if (country === before) continue;
      // A database from before the unique index may not have it yet.
      const isTaken = (await zones.findOne({ country, region })) !== null;
      const write = () => zones.updateOne({ _id, country: before }, { $set: { country } });
      if (!isTaken && (await unlessTaken(write))) continue;
      const place = region === null ? before : `${before}-${region}`;
      left.push(`The tax zone of ${place} applies to no address: there is one with ${country}.`);
    }
  }
  return left;
}

/** Corrects unambiguous invalid country codes of shipping methods. */
export async function correctShippingMethods({ db, signal }: MigrationContext): Promise<void> {
  const methods = db.collection<StoredShippingMethod>('shipping_methods');
  const unknown = { countries: { $elemMatch: { $nin: COUNTRY_CODES } } };
  for await (const batch of batchesOf(methods, unknown, { signal })) {
    for (const { _id, countries: before } of batch) {
      const countries = [...new Set(before.map(correct))];
      await methods.updateOne({ _id, countries: before }, { $set: { countries } });
    }
  }
}
