import type { Connection, Model } from 'mongoose';
import type { ProductDocument } from './product-document.ts';
import { productSchema } from './product-schema.ts';

/** Returns the product model of a connection, shared by all stores that read products. */
export function productModel(connection: Connection): Model<ProductDocument> {
  return connection.models.Product ?? connection.model<ProductDocument>('Product', productSchema);
}
