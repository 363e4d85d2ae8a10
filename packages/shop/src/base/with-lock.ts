import type { KeyedMutex } from '@trastienda/base';

/** Keys of the contended documents that a transaction changes. */
export interface LockTargets {
  readonly lines: readonly { readonly sku: string }[];
  readonly discountCodes?: readonly string[];
  /** Key of the address whose reservations are limited. */
  readonly addressKey?: string | null;
}

/**
 * Runs a transaction while holding this process's locks on the documents that it changes. Without
 * the locks, many buyers of one product would conflict until some give up. Must not be called
 * inside a transaction.
 */
export function withLock<Result>(
  { locks }: { readonly locks: KeyedMutex },
  { lines, discountCodes = [], addressKey = null }: LockTargets,
  work: () => Promise<Result>,
): Promise<Result> {
  const keys = [
    ...lines.map(({ sku }) => `sku:${sku}`),
    ...discountCodes.map((code) => `code:${code}`),
    ...(addressKey === null ? [] : [`address:${addressKey}`]),
  ];
  return locks.run(keys, work);
}
