import {
  type ListShippingMethodsInput,
  MAX_SHIPPING_METHODS,
  type ShippingMethodPage,
  type ShippingMethodView,
} from '@trastienda/contract';
import type { Connection } from 'mongoose';
import { MAX_READ_MS } from '../connection/max-read-ms.ts';
import { newId } from '../ids/new-id.ts';
import { mapPage } from '../paging/page.ts';
import { readNewest } from '../paging/read-newest.ts';
import { type ShippingMethodDocument, shippingMethodSchema } from './shipping-method-schema.ts';

export interface ShippingMethodStore {
  newId(): string;
  insert(method: ShippingMethodView): Promise<void>;
  find(id: string): Promise<ShippingMethodView | null>;
  /** All of them, oldest first, at most `MAX_SHIPPING_METHODS`. Joins a transaction. */
  all(): Promise<ShippingMethodView[]>;
  /** Newest first. `CURSOR_INVALID`. */
  list(input: ListShippingMethodsInput): Promise<ShippingMethodPage>;
  /** Puts the method in the place of the one with its id. */
  replace(method: ShippingMethodView): Promise<void>;
  remove(id: string): Promise<void>;
}

const toView = ({
  _id,
  isRestOfWorld = false,
  updatedAt,
  ...method
}: ShippingMethodDocument): ShippingMethodView => ({
  id: _id,
  ...method,
  isRestOfWorld,
  updatedAt: updatedAt.toISOString(),
});

const toDocument = ({ id, updatedAt, ...method }: ShippingMethodView): ShippingMethodDocument => ({
  _id: id,
  ...method,
  updatedAt: new Date(updatedAt),
});

export function createShippingMethodStore(connection: Connection): ShippingMethodStore {
  const model = connection.model<ShippingMethodDocument>('ShippingMethod', shippingMethodSchema);

  return {
    newId: () => newId(),

    async insert(method) {
      await model.create(toDocument(method));
    },

    async find(id) {
      const document = await model
        .findById(id)
        .maxTimeMS(MAX_READ_MS)
        .lean<ShippingMethodDocument>();
      return document && toView(document);
    },

    async all() {
      const documents = await model
        .find()
        .sort({ _id: 1 })
        .limit(MAX_SHIPPING_METHODS)
        .maxTimeMS(MAX_READ_MS)
        .lean<ShippingMethodDocument[]>();
      return documents.map(toView);
    },

    async list({ limit, cursor }) {
      const page = await readNewest(model, { list: 'shipping-methods', match: {}, limit, cursor });
      return mapPage(page, toView);
    },

    async replace(method) {
      const { _id, ...replacement } = toDocument(method);
      await model.replaceOne({ _id }, replacement);
    },

    async remove(id) {
      await model.deleteOne({ _id: id });
    },
  };
}
