import { Id } from '@trastienda/base';
import { z } from 'zod';

// Fields that several events have. Amounts are in minor units of the event's `currency`.
export const amount = z.int();
export const currency = z.string();
export const quantity = z.int();
export const id = Id;
export const idOrNull = Id.nullable();

/** Added later: absent in events that were stored before it, and written in all new ones. */
export const later = <Schema extends z.ZodType>(schema: Schema): z.ZodExactOptional<Schema> =>
  z.exactOptional(schema);
