import type { ProductState } from './product-document.ts';

/** The end of an uploaded image's URL at any site: its id, and the version's width and format. */
const MEDIA_FILE = /\/([0-9a-f]{64})\/\d{1,5}\.(?:webp|jpg|png)/g;

/** Returns the ids of the uploaded images that a product shows, also within its description. */
export function mediaOf({
  images,
  variants,
  descriptionHtml,
}: Pick<ProductState, 'images' | 'variants' | 'descriptionHtml'>): string[] {
  const urls = [...images.map(({ url }) => url), ...variants.map(({ imageUrl }) => imageUrl ?? '')];
  const texts = [...urls, descriptionHtml];
  const found = texts.flatMap((text) => [...text.matchAll(MEDIA_FILE)].map(([, id = '']) => id));
  return [...new Set(found)];
}
