import { randomText } from './random-text.ts';

/**
 * A key for one intention, as "this payment": make it once, and repeat the call with the same key
 * until there is an answer. However often it arrives, it then counts once.
 *
 * @example
 * const idempotencyKey = newIdempotencyKey();
 * const send = () => client.messages.send.mutate({ text, idempotencyKey });
 * const message = await send().catch(send);
 */
export function newIdempotencyKey(): string {
  return randomText(16);
}
