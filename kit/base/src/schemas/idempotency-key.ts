import { z } from 'zod';

/**
 * Idempotency key of one intention, such as "this purchase". A repeated call with the same key and
 * the same input returns the stored response of the first, without repeating its effect. A random
 * UUID is suitable. Its quotes are removed: the IETF draft has them, other servers do not.
 * See https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export const IdempotencyKey = z
  .string()
  .overwrite((text) => text.replace(/^"(.*)"$/, '$1'))
  .regex(/^[\x21\x23-\x7e]{16,200}$/, {
    error: 'must be 16 to 200 visible ASCII characters without quotes',
  });
export type IdempotencyKey = z.infer<typeof IdempotencyKey>;

/** Input of a call with its idempotency key, as use cases of keyed procedures have it. */
export type Keyed<Input extends object> = Input & { readonly idempotencyKey: string };
