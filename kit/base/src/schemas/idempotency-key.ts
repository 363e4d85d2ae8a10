import { z } from 'zod';

/**
 * Idempotency key of one intention, such as "this purchase". A repeated call with the same key and
 * the same input returns the stored response of the first, without repeating its effect. A random
 * UUID is suitable.
 * See https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export const IdempotencyKey = z
  .string()
  .regex(/^[\w.:-]{16,128}$/, { error: 'must be 16 to 128 letters, digits or any of _ . : -' });
export type IdempotencyKey = z.infer<typeof IdempotencyKey>;
