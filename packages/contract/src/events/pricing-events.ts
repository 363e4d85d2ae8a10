import { z } from 'zod';
import { defineEvents } from './define-events.ts';
import { currency, quantity } from './event-fields.ts';

/** Events of price lists; the id of the aggregate is the currency of the list. */
export const PRICE_EVENTS = defineEvents(
  { aggregate: 'price', permission: 'pricing:read' },
  {
    'price.changed': {
      summary: 'Prices of the list of a currency were set or removed',
      data: z.strictObject({ currency, set: quantity, removed: quantity }),
    },
  },
);

const zone = z.strictObject({
  country: z.string().nullable(),
  region: z.string().nullable(),
  ratePpm: z.int(),
});

/** Events of tax zones. */
export const TAX_ZONE_EVENTS = defineEvents(
  { aggregate: 'tax-zone', permission: 'pricing:read' },
  {
    'tax-zone.created': { summary: 'A tax zone was created', data: zone },
    'tax-zone.updated': { summary: 'A tax zone has changed', data: zone },
    'tax-zone.removed': { summary: 'A tax zone was removed', data: zone },
  },
);

const method = z.strictObject({ name: z.string(), isActive: z.boolean() });

/** Events of shipping methods. */
export const SHIPPING_METHOD_EVENTS = defineEvents(
  { aggregate: 'shipping-method', permission: 'pricing:read' },
  {
    'shipping-method.created': { summary: 'A shipping method was created', data: method },
    'shipping-method.updated': { summary: 'A shipping method has changed', data: method },
    'shipping-method.removed': { summary: 'A shipping method was removed', data: method },
  },
);

const discount = z.strictObject({
  code: z.string().nullable(),
  kind: z.string(),
  isActive: z.boolean(),
});
const limited = z.strictObject({ code: z.string().nullable(), usageLimit: quantity });

/** Events of discounts. Their other uses are no events. */
export const DISCOUNT_EVENTS = defineEvents(
  { aggregate: 'discount', permission: 'pricing:read' },
  {
    'discount.created': { summary: 'A discount was created', data: discount },
    'discount.updated': { summary: 'A discount has changed', data: discount },
    'discount.used-up': {
      summary: 'A checkout has taken the last use of a discount',
      data: limited,
    },
    'discount.available-again': {
      summary: 'A checkout has ended without an order and given back a use of a used-up discount',
      data: limited,
    },
  },
);
