import {
  type CollectionContext,
  defineCollection,
  mapPage,
  maxReadMs,
  newId,
  type Page,
  readNewest,
} from '@trastienda/mongo';
import { type ListShippingMethodsInput, MAX_SHIPPING_METHODS } from '@trastienda/shop-contract';
import type { ShippingMethodDocument, ShippingMethodState } from './shipping-method-document.ts';
import { shippingMethodSchema } from './shipping-method-schema.ts';

export interface ShippingMethodStore {
  newId(): string;
  insert(method: ShippingMethodState): Promise<void>;
  find(id: string): Promise<ShippingMethodState | null>;
  /** Returns all methods, oldest first, at most `MAX_SHIPPING_METHODS`. Joins a transaction. */
  all(): Promise<ShippingMethodState[]>;
  /**
   * Lists methods, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListShippingMethodsInput): Promise<Page<ShippingMethodState>>;
  /** Replaces the method with the same id. */
  update(method: ShippingMethodState): Promise<void>;
  delete(id: string): Promise<void>;
}

export const toShippingMethodState = ({
  _id,
  isRestOfWorld = false,
  ...method
}: ShippingMethodDocument): ShippingMethodState => ({ id: _id, ...method, isRestOfWorld });

const toDocument = ({ id, ...method }: ShippingMethodState): ShippingMethodDocument => ({
  _id: id,
  ...method,
});

function createShippingMethodStore({
  model,
}: CollectionContext<ShippingMethodDocument>): ShippingMethodStore {
  return {
    newId: () => newId(),

    async insert(method) {
      await model.create(toDocument(method));
    },

    async find(id) {
      const document = await model
        .findById(id)
        .maxTimeMS(maxReadMs())
        .lean<ShippingMethodDocument>();
      return document && toShippingMethodState(document);
    },

    async all() {
      const documents = await model
        .find()
        .sort({ _id: 1 })
        .limit(MAX_SHIPPING_METHODS)
        .maxTimeMS(maxReadMs())
        .lean<ShippingMethodDocument[]>();
      return documents.map(toShippingMethodState);
    },

    async list({ limit, cursor }) {
      const page = await readNewest(model, { list: 'shipping-methods', match: {}, limit, cursor });
      return mapPage(page, toShippingMethodState);
    },

    async update(method) {
      const { _id, ...replacement } = toDocument(method);
      await model.replaceOne({ _id }, replacement);
    },

    async delete(id) {
      await model.deleteOne({ _id: id });
    },
  };
}

/** Shipping methods. */
export const shippingMethods = defineCollection({
  name: 'shipping_methods',
  schema: shippingMethodSchema,
  store: createShippingMethodStore,
});
