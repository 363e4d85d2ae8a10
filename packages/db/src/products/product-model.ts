import type { Connection, Model } from 'mongoose';
import type { ProductDocument } from './product-document.ts';
import { productSchema } from './product-schema.ts';

/** The model of products on a connection, the same one for every store that reads them. */
export function productModel(connection: Connection): Model<ProductDocument> {
  return connection.models.Product ?? connection.model<ProductDocument>('Product', productSchema);
}
