import { MAX_UNNORMALIZED, normalizeSku } from '@trastienda/contract';

/** Spreadsheets take an apostrophe before digits for `this is text`; it is no part of them. */
export function withoutApostrophe(text: string): string {
  return text.replace(/^'(?=\d+$)/, '');
}

/**
 * The SKU that a cell states, as the shop spells it; null where there is nothing to see. One that is far
 * too long stays as it is.
 */
export function readSku(cell: string): string | null {
  if (cell.length > MAX_UNNORMALIZED) return cell;
  return withoutApostrophe(normalizeSku(cell)) || null;
}
