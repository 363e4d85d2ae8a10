import { type CreateProductInput, ShopError } from '@trastienda/shop-contract';
import { type Database, mediaOf, type ProductState } from '@trastienda/shop-db';
import { MEDIA_PATH } from '../base/own-urls.ts';
import type { ImageLibrary } from '../media/image-library.ts';
import { imageUrlsOf } from './product-view.ts';

type WithImages = Partial<{
  readonly images: CreateProductInput['images'] | undefined;
  readonly variants: readonly { readonly imageUrl: string | null }[] | undefined;
}>;

/** Returns products, or changes of them, with the URLs of the shop's own images as they are stored. */
export async function withStoredImages<Product extends WithImages>(
  library: ImageLibrary,
  products: readonly Product[],
): Promise<Product[]> {
  const urls = products.flatMap(({ images = [], variants = [] }) => [
    ...images.map(({ url }) => url),
    ...variants.flatMap(({ imageUrl }) => imageUrl ?? []),
  ]);
  const toStored = await library.toStored(urls);
  return products.map((product) => {
    const { images, variants } = product;
    return {
      ...product,
      ...(images && { images: images.map((image) => ({ ...image, url: toStored(image.url) })) }),
      ...(variants && {
        variants: variants.map((variant) => ({
          ...variant,
          imageUrl: variant.imageUrl === null ? null : toStored(variant.imageUrl),
        })),
      }),
    };
  });
}

/** Returns products with the URLs of their images for browsers. */
export async function withPublicImages<Product extends Pick<ProductState, 'images' | 'variants'>>(
  library: ImageLibrary,
  products: readonly Product[],
): Promise<Product[]> {
  const describe = await library.describe(products.flatMap(imageUrlsOf));
  return products.map((product) => ({
    ...product,
    images: product.images.map(({ url, alt }) => ({ url: describe(url).url, alt })),
    variants: product.variants.map((variant) => ({
      ...variant,
      imageUrl: variant.imageUrl === null ? null : describe(variant.imageUrl).url,
    })),
  }));
}

const isOwn = (url: string | null) => url?.startsWith(`${MEDIA_PATH}/`) === true;

/**
 * Counts a use of each uploaded image that products begin to show, so that none is deleted meanwhile. Joins
 * the transaction of the change.
 * @throws {ShopError} MEDIA_NOT_FOUND when one is not there.
 */
export async function useImages(
  { media }: Pick<Database, 'media'>,
  changes: readonly { readonly before: ProductState | null; readonly after: ProductState }[],
): Promise<void> {
  const begun = changes.map(({ before, after }) => {
    const shown = new Set(before === null ? [] : mediaOf(before));
    return mediaOf(after).filter((id) => !shown.has(id));
  });
  const missing = await media.use([...new Set(begun.flat())]);
  if (missing.length === 0) return;
  // The text of a description may name images of other sites.
  const own = changes.flatMap(({ after: { images, variants } }) =>
    mediaOf({
      images: images.filter(({ url }) => isOwn(url)),
      variants: variants.filter(({ imageUrl }) => isOwn(imageUrl)),
      descriptionHtml: '',
    }),
  );
  const id = missing.find((each) => own.includes(each));
  if (id !== undefined) throw new ShopError('MEDIA_NOT_FOUND', { details: { id } });
}
