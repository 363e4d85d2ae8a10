import type { KeyedMutex } from '@trastienda/runtime';

/** What a transaction is going to change that others may want to change as well. */
export interface Contended {
  readonly lines: readonly { readonly sku: string }[];
  readonly discountCodes?: readonly string[];
  /** Of the address whose reservations are limited. */
  readonly addressKey?: string | null;
}

/**
 * Runs a transaction while it holds the locks of what it changes, in this process. Many buyers of one
 * product at once would otherwise conflict until some of them give up. Must not be called inside a
 * transaction.
 */
export function withLock<Result>(
  { locks }: { readonly locks: KeyedMutex },
  { lines, discountCodes = [], addressKey = null }: Contended,
  work: () => Promise<Result>,
): Promise<Result> {
  const keys = [
    ...lines.map(({ sku }) => `sku:${sku}`),
    ...discountCodes.map((code) => `code:${code}`),
    ...(addressKey === null ? [] : [`address:${addressKey}`]),
  ];
  return locks.run(keys, work);
}
