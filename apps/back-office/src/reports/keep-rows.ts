import type { Dimension } from './use-breakdown-columns.tsx';

/** Returns the input that the key of a query ends with. */
function inputOf(queryKey: readonly unknown[]): unknown {
  const details = queryKey.at(-1);
  return typeof details === 'object' && details !== null && 'input' in details
    ? details.input
    : undefined;
}

/**
 * Returns what the table shows while another page of the breakdown loads: the rows before, unless they
 * are of another dimension, which the columns do not fit.
 */
export function keepRowsBy(by: Dimension) {
  return <Page>(
    rows: Page | undefined,
    query: { readonly queryKey: readonly unknown[] } | undefined,
  ): Page | undefined => {
    const input = inputOf(query?.queryKey ?? []);
    const isSame = typeof input === 'object' && input !== null && 'by' in input && input.by === by;
    return isSame ? rows : undefined;
  };
}
