import type { ProductStatus } from '@trastienda/shop-contract';
import type { ReadContext } from './cell-values.ts';
import { productCell } from './product-cell.ts';
import type { ProductRow } from './product-row.ts';

const STATUSES = new Map<string, ProductStatus>([
  ['active', 'active'],
  ['draft', 'draft'],
  ['archived', 'archived'],
  // For sale to holders of the link (since 2025-10). The shop has no such status, and hiding the
  // product is safer than publishing it.
  // https://shopify.dev/docs/api/admin-graphql/2026-07/enums/ProductStatus
  ['unlisted', 'draft'],
]);

const lowerCase = (text: string) => text.toLowerCase();

/**
 * Derives the status: a product is for sale when it is active and published. Older files have
 * `Published` only, and the manual said that a blank cell publishes the product; a file without
 * either column is read the same way. An active product that is not published becomes a draft.
 * https://help.shopify.com/en/manual/products/import-export/using-csv
 */
export function readStatus(
  rows: readonly [ProductRow, ...ProductRow[]],
  { problems }: ReadContext,
): ProductStatus {
  const status = productCell(rows, 'status', problems, lowerCase);
  const published = productCell(rows, 'published', problems, lowerCase);
  const row = (field: 'status' | 'published') =>
    rows.find(({ cells }) => cells.has(field)) ?? rows[0];
  if (published !== undefined && published !== 'true' && published !== 'false') {
    problems.addCell(row('published'), 'published', 'is neither true nor false');
  }
  const shown = published === 'false' ? 'draft' : 'active';
  if (status === undefined) return shown;
  const known = STATUSES.get(status);
  if (known === undefined) {
    problems.addCell(row('status'), 'status', 'is not one of active, draft and archived');
  }
  return known === 'active' ? shown : (known ?? 'draft');
}
