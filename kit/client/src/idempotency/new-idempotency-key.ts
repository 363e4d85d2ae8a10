import { randomText } from '../random-text.ts';

/**
 * Creates a key for one intention, such as "this payment". Make it once, and repeat the call with
 * the same key until it is answered: however often it arrives, it then counts once. The client does
 * that itself within one page; keep a key for calls that outlive it.
 *
 * @example
 * const context = { idempotencyKey: newIdempotencyKey() };
 * const send = () => client.messages.send.mutate({ text }, { context });
 * const message = await send().catch(send);
 */
export function newIdempotencyKey(): string {
  return randomText(16);
}
