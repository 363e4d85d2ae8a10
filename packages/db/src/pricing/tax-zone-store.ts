import {
  type CollectionContext,
  defineCollection,
  isDuplicateKey,
  mapPage,
  maxReadMs,
  newId,
  type Page,
  readNewest,
} from '@trastienda/mongo';
import { type ListTaxZonesInput, ShopError } from '@trastienda/shop-contract';
import type { TaxZoneDocument, TaxZoneState } from './tax-zone-document.ts';
import { taxZoneIndexes, taxZoneSchema } from './tax-zone-schema.ts';

export interface TaxZoneStore {
  newId(): string;
  /** @throws {ShopError} TAX_ZONE_TAKEN when the place already has a zone. */
  insert(zone: TaxZoneState): Promise<void>;
  find(id: string): Promise<TaxZoneState | null>;
  /**
   * Lists zones, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListTaxZonesInput): Promise<Page<TaxZoneState>>;
  /** Replaces the zone with the same id. */
  update(zone: TaxZoneState): Promise<void>;
  delete(id: string): Promise<void>;
}

export const toTaxZoneState = ({ _id, ...zone }: TaxZoneDocument): TaxZoneState => ({
  id: _id,
  ...zone,
});

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
      const document = await model.findById(id).maxTimeMS(maxReadMs()).lean<TaxZoneDocument>();
      return document && toTaxZoneState(document);
    },

    async list({ limit, cursor }) {
      const page = await readNewest(model, { list: 'tax-zones', match: {}, limit, cursor });
      return mapPage(page, toTaxZoneState);
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
