import { z } from 'zod';
import { ProductStatus } from '../catalog/product-parts.ts';
import { defineEvents } from './define-events.ts';

const written = { slug: z.string(), status: ProductStatus, revision: z.int() };

/** A product that was written again, with what its slug and status were before. */
const rewritten = z.strictObject({
  ...written,
  previousSlug: z.string(),
  previousStatus: ProductStatus,
});

/** Events of products, also of those that an import writes. */
export const PRODUCT_EVENTS = defineEvents(
  { aggregate: 'product', permission: 'catalog:read' },
  {
    'product.created': {
      summary: 'A product was created',
      data: z.strictObject(written),
    },
    'product.updated': {
      summary: 'Fields or variants of a product have changed, or it is for sale again',
      data: rewritten,
    },
    'product.archived': {
      summary: 'A product is for sale no longer',
      data: rewritten,
    },
    'product.availability-changed': {
      summary: 'A product, or a variant of it, is shown as in stock, or as sold out',
      data: z.strictObject({ slug: z.string(), isInStock: z.boolean() }),
    },
  },
);
