import { type ListTaxZonesInput, ShopError } from '@trastienda/shop-contract';
import { type CollectionContext, defineCollection } from '../connection/define-collection.ts';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import { MAX_READ_MS } from '../connection/max-read-ms.ts';
import { newId } from '../ids/new-id.ts';
import { mapPage, type Page } from '../paging/page.ts';
import { readNewest } from '../paging/read-newest.ts';
import type { TaxZoneDocument, TaxZoneState } from './tax-zone-document.ts';
import { taxZoneIndexes, taxZoneSchema } from './tax-zone-schema.ts';

export interface TaxZoneStore {
  newId(): string;
  /** @throws {ShopError} TAX_ZONE_TAKEN when the place already has a zone. */
  insert(zone: TaxZoneState): Promise<void>;
  find(id: string): Promise<TaxZoneState | null>;
  /**
   * Finds the zone of the region, else of its country, else of the rest of the world. Joins a
   * transaction.
   */
  findFor(country: string, region: string | null): Promise<TaxZoneState | null>;
  /**
   * Finds the zone of a country without a region, as `findFor`, and whether any of its regions has a
   * zone. Joins a transaction.
   */
  findForCountry(
    country: string,
  ): Promise<{ readonly zone: TaxZoneState | null; readonly hasRegions: boolean }>;
  /** Returns whether any region of the country has a zone. Joins a transaction. */
  hasRegions(country: string): Promise<boolean>;
  /**
   * Lists zones, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListTaxZonesInput): Promise<Page<TaxZoneState>>;
  /** Replaces the zone with the same id. */
  update(zone: TaxZoneState): Promise<void>;
  delete(id: string): Promise<void>;
}

const toState = ({ _id, ...zone }: TaxZoneDocument): TaxZoneState => ({ id: _id, ...zone });

const toDocument = ({ id, ...zone }: TaxZoneState): TaxZoneDocument => ({ _id: id, ...zone });

function createTaxZoneStore({ model }: CollectionContext<TaxZoneDocument>): TaxZoneStore {
  return {
    newId: () => newId(),

    async insert(zone) {
      await model.create(toDocument(zone)).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
        const { country, region } = zone;
        throw new ShopError('TAX_ZONE_TAKEN', { details: { country, region }, cause: error });
      });
    },

    async find(id) {
      const document = await model.findById(id).maxTimeMS(MAX_READ_MS).lean<TaxZoneDocument>();
      return document && toState(document);
    },

    async findFor(country, region) {
      // Null sorts before every text, so in descending order the narrower zone comes first. A zone
      // without a country has no region.
      const document = await model
        .findOne({ country: { $in: [null, country] }, region: { $in: [null, region] } })
        .sort({ country: -1, region: -1 })
        .maxTimeMS(MAX_READ_MS)
        .lean<TaxZoneDocument>();
      return document && toState(document);
    },

    async findForCountry(country) {
      // At most one each of the rest of the world, of the country, and of its regions.
      const found = await model
        .find({ country: { $in: [null, country] } })
        .sort({ country: 1, region: 1 })
        .limit(3)
        .maxTimeMS(MAX_READ_MS)
        .lean<TaxZoneDocument[]>();
      const document = found.findLast(({ region }) => region === null);
      return {
        zone: document === undefined ? null : toState(document),
        hasRegions: found.some(({ region }) => region !== null),
      };
    },

    async hasRegions(country) {
      const found = model.exists({ country, region: { $gt: '' } }).maxTimeMS(MAX_READ_MS);
      return (await found) !== null;
    },

    async list({ limit, cursor }) {
      const page = await readNewest(model, { list: 'tax-zones', match: {}, limit, cursor });
      return mapPage(page, toState);
    },

    async update(zone) {
      const { _id, ...replacement } = toDocument(zone);
      await model.replaceOne({ _id }, replacement);
    },

    async delete(id) {
      await model.deleteOne({ _id: id });
    },
  };
}

/** Tax zones. */
export const taxZones = defineCollection({
  name: 'tax_zones',
  schema: taxZoneSchema,
  indexes: taxZoneIndexes,
  store: createTaxZoneStore,
});
