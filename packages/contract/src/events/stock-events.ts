import { z } from 'zod';
import { defineEvents } from './define-events.ts';
import { quantity } from './event-fields.ts';

/** Stock of the SKU that is the id of the aggregate, after the change. */
const level = z.strictObject({
  productId: z.string(),
  available: quantity,
  lowStockAt: quantity.nullable(),
});

/** Events of stock, by SKU. Other changes of quantities are stock movements, and no events. */
export const STOCK_EVENTS = defineEvents(
  { aggregate: 'stock', permission: 'stock:read' },
  {
    'stock.low': {
      summary: 'No more units are available than `lowStockAt`',
      data: level,
    },
    'stock.sold-out': {
      summary: 'The last unit was reserved or removed',
      data: level,
    },
    'stock.available-again': {
      summary: 'Units are available after the SKU was sold out',
      data: level,
    },
    'stock.policy-changed': {
      summary: 'The SKU may be sold beyond its stock (`continue`), or no longer (`deny`)',
      data: level.extend({ policy: z.enum(['deny', 'continue']) }),
    },
  },
);
