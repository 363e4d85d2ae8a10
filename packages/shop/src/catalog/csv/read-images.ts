import type { ProductImage } from '@trastienda/shop-contract';
import { oneLine, type ReadContext, readImageUrl, readInteger } from './cell-values.ts';
import type { ProductRow } from './product-row.ts';

/** An image and its row. */
interface ReadImage {
  readonly image: ProductImage;
  readonly row: ProductRow;
}

/**
 * Returns the images of a product by `Image Position`; images without a position come last, in file
 * order. Each URL occurs once, with its first alternative text.
 */
export function readImages(rows: readonly ProductRow[], context: ReadContext): ReadImage[] {
  const images = new Map<string, ReadImage>();
  for (const { url, alt, row } of positioned(rows, context)) {
    const same = images.get(url);
    if (same === undefined) images.set(url, { image: { url, alt }, row });
    else same.image.alt ??= alt;
  }
  return [...images.values()];
}

function positioned(rows: readonly ProductRow[], context: ReadContext) {
  return rows
    .flatMap((row) => {
      const url = readImageUrl(row, 'image');
      if (url === null) return [];
      const position = readInteger(row, 'imagePosition', context) ?? Number.MAX_SAFE_INTEGER;
      const alt = row.cells.get('imageAlt');
      return [{ url, position, alt: alt === undefined ? null : oneLine(alt), row }];
    })
    .sort((a, b) => a.position - b.position);
}
