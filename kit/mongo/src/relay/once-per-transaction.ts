import type { HandleContext } from './consumer.ts';

/**
 * Reads something once for all events that a consumer handles in one transaction, however many they
 * are. What the transaction writes itself is not seen by it.
 *
 * @example
 * const receivers = oncePerTransaction(() => webhookEndpoints.listReceivers());
 * // In `handle`:
 * const found = await receivers(context);
 */
export function oncePerTransaction<Value>(
  read: (context: HandleContext) => Promise<Value>,
): (context: HandleContext) => Promise<Value> {
  const values = new WeakMap<HandleContext, Promise<Value>>();
  return (context) => {
    let value = values.get(context);
    if (value === undefined) {
      value = read(context);
      values.set(context, value);
    }
    return value;
  };
}
