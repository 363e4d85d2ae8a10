import type { KeyedMutex } from '@trastienda/runtime';

/** What a transaction is going to change that others may want to change as well. */
export interface Contended {
  readonly lines: readonly { readonly sku: string }[];
  readonly discountCodes?: readonly string[];
  /** Of the address whose holdings are limited. */
  readonly addressKey?: string | null;
}

/**
 * Runs a transaction on stock after those before it in this process. Many buyers of one thing at
 * once would otherwise conflict until some of them give up. Not to be called inside a transaction.
 */
export function inTurn<Result>(
  { turns }: { readonly turns: KeyedMutex },
  { lines, discountCodes = [], addressKey = null }: Contended,
  work: () => Promise<Result>,
): Promise<Result> {
  const keys = [
    ...lines.map(({ sku }) => `sku:${sku}`),
    ...discountCodes.map((code) => `code:${code}`),
    ...(addressKey === null ? [] : [`address:${addressKey}`]),
  ];
  return turns.run(keys, work);
}
