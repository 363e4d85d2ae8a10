import type { ImageSource, ProductImage } from '@trastienda/shop-contract';
import { type Database, type MediaState, mediaOf } from '@trastienda/shop-db';
import { MEDIA_PATH, type OwnUrls } from '../base/own-urls.ts';
import { CONTENT_TYPES, extensionOf } from './media-files.ts';

/** An image as views have it, without the text that products give it. */
export type ImageFacts = Omit<ProductImage, 'alt'>;

/** The images that products show: their stored URLs, and what views say about them. */
export interface ImageLibrary {
  /**
   * Returns how URLs are stored: uploaded images by the path of their largest version, whichever
   * version a URL names.
   */
  toStored(urls: readonly string[]): Promise<(url: string) => string>;
  /** Returns what views say about stored URLs. */
  describe(stored: readonly string[]): Promise<(stored: string) => ImageFacts>;
}

/** Leaves all URLs as they are, and knows no sizes. */
export const PLAIN_IMAGES: ImageLibrary = {
  toStored: async () => (url) => url,
  describe: async () => (url) => ({ url }),
};

/** Returns the path by which products refer to an image. */
function storedUrlOf(media: Pick<MediaState, 'id' | 'width' | 'contentType'>): string {
  return `${MEDIA_PATH}/${media.id}/${media.width}.${extensionOf(media)}`;
}

/** Describes an uploaded image. */
export function describeMedia(
  media: Pick<MediaState, 'id' | 'width' | 'height' | 'widths' | 'contentType'>,
  { toPublic }: Pick<OwnUrls, 'toPublic'>,
): Required<ImageFacts> {
  const { id, width, height, widths } = media;
  const srcset = widths.map((each) => `${toPublic(`${MEDIA_PATH}/${id}/${each}.webp`)} ${each}w`);
  const sources: ImageSource[] = [{ type: CONTENT_TYPES.webp, srcset: srcset.join(', ') }];
  return { url: toPublic(storedUrlOf(media)), width, height, sources };
}

/** Uploaded images that a process remembers; what is known of one never changes. */
const MAX_KNOWN = 5000;

interface LibraryDeps {
  readonly database: Pick<Database, 'media'>;
  readonly urls: OwnUrls;
  /** Returns the size of other own images by their path; null where it is not known. */
  readonly sizeOf?: (path: string) => { readonly width: number; readonly height: number } | null;
}

/** Returns the id of the uploaded image at a stored URL; undefined for other images. */
function mediaIdOf(stored: string): string | undefined {
  if (!stored.startsWith(`${MEDIA_PATH}/`)) return undefined;
  return mediaOf({ images: [{ url: stored, alt: null }], variants: [], descriptionHtml: '' })[0];
}

/** Creates the library of a shop's images. */
export function createImageLibrary({
  database,
  urls,
  sizeOf = () => null,
}: LibraryDeps): ImageLibrary {
  const known = new Map<string, MediaState>();

  /** Returns the uploaded images at stored URLs, by id. */
  const find = async (stored: readonly string[]): Promise<ReadonlyMap<string, MediaState>> => {
    const ids = [...new Set(stored.flatMap((url) => mediaIdOf(url) ?? []))];
    const missing = ids.filter((id) => !known.has(id));
    const read = missing.length === 0 ? [] : await database.media.findStored(missing);
    const found = new Map(read.map((media) => [media.id, media]));
    for (const id of ids) {
      const media = known.get(id);
      if (media !== undefined) found.set(id, media);
    }
    for (const [id, media] of found) {
      // The last used ones stay.
      known.delete(id);
      known.set(id, media);
    }
    for (const id of known.keys()) {
      if (known.size <= MAX_KNOWN) break;
      known.delete(id);
    }
    return found;
  };

  return {
    async toStored(given) {
      const paths = given.map(urls.toStored);
      const found = await find(paths);
      return (url) => {
        const path = urls.toStored(url);
        const media = found.get(mediaIdOf(path) ?? '');
        return media === undefined ? path : storedUrlOf(media);
      };
    },

    async describe(stored) {
      // Also those of before: they may name this server by its URL.
      const paths = stored.map(urls.toStored);
      const found = await find(paths);
      return (url) => {
        const path = urls.toStored(url);
        const media = found.get(mediaIdOf(path) ?? '');
        if (media !== undefined) return describeMedia(media, urls);
        return { url: urls.toPublic(path), ...sizeOf(path) };
      };
    },
  };
}
