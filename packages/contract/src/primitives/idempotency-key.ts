import { z } from 'zod';

/**
 * Names one intention of a caller, as "this purchase": whoever repeats a call with the same key and
 * the same input gets the first answer again and nothing happens twice. A random UUID will do.
 * See https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export const IdempotencyKey = z
  .string()
  .regex(/^[\w.:-]{16,128}$/, { error: 'must be 16 to 128 letters, digits or any of _ . : -' });
export type IdempotencyKey = z.infer<typeof IdempotencyKey>;
