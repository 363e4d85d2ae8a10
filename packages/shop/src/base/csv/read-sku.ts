import { MAX_UNNORMALIZED } from '@trastienda/base';
import { normalizeSku } from '@trastienda/shop-contract';

/** Removes the apostrophe with which spreadsheets mark digits as text. */
export function stripApostrophe(text: string): string {
  return text.replace(/^'(?=\d+$)/, '');
}

/**
 * Returns the SKU of a cell in the shop's spelling; null when nothing is visible. A SKU far beyond
 * the maximum length is returned unchanged.
 */
export function readSku(cell: string): string | null {
  if (cell.length > MAX_UNNORMALIZED) return cell;
  return stripApostrophe(normalizeSku(cell)) || null;
}
