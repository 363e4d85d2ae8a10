import { createKeyedMutex } from '@trastienda/base';
import { ShopError } from '@trastienda/shop-contract';
import type { MediaFacts } from '@trastienda/shop-db';
import type { Sharp, SharpOptions } from 'sharp';
import { CONTENT_TYPES, extensionOf, type MediaFile, VERSION_WIDTHS } from '../media-files.ts';
import { loadSharp, type SharpModule } from './load-sharp.ts';
import { withoutPngText } from './png-text.ts';
import { type ImageFormat, sniffFormat } from './sniff-format.ts';

/** Bounds of an uploaded file. */
export interface ImageLimits {
  readonly maxBytes: number;
  /** Checked before the image is decoded: a small file can have billions of pixels. */
  readonly maxPixels: number;
}

/** Maximum width and height: WebP has no larger ones. */
const MAX_SIDE = 16_383;

/** Time for one version of an image; one that takes longer is made to. */
const VERSION_SECONDS = 20;

/** What a file has become: facts for the database, and files for the storage. */
export interface ProcessedImage {
  readonly facts: Omit<MediaFacts, 'bytes' | 'fileName'>;
  readonly files: readonly MediaFile[];
}

type FileProblem = 'empty' | 'format' | 'damaged' | 'bytes' | 'pixels' | 'side';

const invalid = (problem: FileProblem, message: string, max?: number, cause?: unknown) =>
  new ShopError('MEDIA_FILE_INVALID', {
    message,
    details: max === undefined ? { problem } : { problem, max },
    cause,
  });

const damaged = (cause: unknown) =>
  invalid('damaged', 'The image is damaged: it cannot be decoded to its end.', undefined, cause);

/** Checks size and format of a file by its bytes. */
function requireFormat(bytes: Uint8Array, { maxBytes }: ImageLimits): ImageFormat {
  if (bytes.length === 0) throw invalid('empty', 'The file is empty.');
  if (bytes.length > maxBytes) {
    throw invalid('bytes', `The file has more than ${maxBytes} bytes.`, maxBytes);
  }
  const format = sniffFormat(bytes);
  if (format !== null) return format;
  throw invalid('format', 'The file is not a JPEG, PNG, WebP, AVIF or GIF.');
}

/** Reads the header and checks what decoding would cost. */
async function readHeader(image: Sharp, format: ImageFormat, { maxPixels }: ImageLimits) {
  const header = await image.metadata().catch((cause: unknown) => {
    throw damaged(cause);
  });
  const { width, height, hasAlpha, autoOrient } = header;
  if (header.format !== (format === 'avif' ? 'heif' : format)) throw damaged(header.format);
  if (width * height > maxPixels) {
    throw invalid('pixels', `The image has more than ${maxPixels} pixels.`, maxPixels);
  }
  if (Math.max(width, height) > MAX_SIDE) {
    throw invalid('side', `The image is more than ${MAX_SIDE} pixels wide or high.`, MAX_SIDE);
  }
  return { hasAlpha, orientedWidth: autoOrient.width };
}

/** Chooses the format that every program reads: that of the file, as far as it is one. */
function fallbackOf(format: ImageFormat, hasAlpha: boolean): MediaFacts['contentType'] {
  if (format === 'jpeg') return CONTENT_TYPES.jpg;
  const isPng = format === 'png' || format === 'gif' || hasAlpha;
  return isPng ? CONTENT_TYPES.png : CONTENT_TYPES.jpg;
}

/** Returns the widths of the versions: never more than the image has. */
function widthsOf(width: number): number[] {
  const largest = Math.min(width, VERSION_WIDTHS.at(-1) ?? width);
  return [...VERSION_WIDTHS.filter((each) => each < largest), largest];
}

function encode(image: Sharp, extension: keyof typeof CONTENT_TYPES): Sharp {
  switch (extension) {
    case 'webp':
      return image.webp({ quality: 80 });
    case 'jpg':
      return image.jpeg({ quality: 82, mozjpeg: true });
    case 'png':
      return image.png({ compressionLevel: 9 });
  }
}

async function makeVersions(
  sharp: SharpModule,
  bytes: Uint8Array,
  options: SharpOptions,
  facts: { readonly widths: readonly number[]; readonly contentType: MediaFacts['contentType'] },
  signal: AbortSignal | undefined,
): Promise<{ readonly files: MediaFile[]; readonly height: number }> {
  const files: MediaFile[] = [];
  let height = 0;
  // One after another: each decodes the whole image.
  for (const width of facts.widths) {
    for (const extension of ['webp', extensionOf(facts)] as const) {
      if (signal?.aborted) throw new ShopError('REQUEST_CANCELLED', { cause: signal.reason });
      // Applies the orientation, then converts to sRGB; what is not asked to be kept is left out: EXIF,
      // GPS, comments, thumbnails and color profiles.
      const image = sharp(bytes, options)
        .autoOrient()
        .resize({ width, withoutEnlargement: true })
        .timeout({ seconds: VERSION_SECONDS });
      const { data, info } = await encode(image, extension)
        .toBuffer({ resolveWithObject: true })
        .catch((cause: unknown) => {
          throw damaged(cause);
        });
      files.push({
        name: `${width}.${extension}`,
        contentType: CONTENT_TYPES[extension],
        bytes: data,
      });
      height = info.height;
    }
  }
  return { files, height };
}

/** Makes the versions of uploaded images. */
export interface ImageProcessor {
  /**
   * Checks an uploaded file by its content and makes its versions, without metadata. Of an animation
   * it uses the first frame.
   *
   * @throws {ShopError} MEDIA_FILE_INVALID when it is not an acceptable image; SERVER_BUSY when too many
   * wait; MEDIA_PROCESSING_UNAVAILABLE when sharp is not installed; REQUEST_CANCELLED.
   */
  process(upload: Uint8Array, signal?: AbortSignal): Promise<ProcessedImage>;
}

/** Images that may wait: each holds its file in memory. */
const MAX_WAITING = 20;

/** Creates the processor of a process, which decodes one image at a time: one of 50 megapixels takes 200 MB. */
export function createImageProcessor(
  limits: ImageLimits,
  load: () => Promise<SharpModule> = loadSharp,
): ImageProcessor {
  const locks = createKeyedMutex({ maxWaiting: MAX_WAITING });
  return {
    async process(upload, signal) {
      const format = requireFormat(upload, limits);
      const bytes = format === 'png' ? withoutPngText(upload) : upload;
      const sharp = await load().catch((cause: unknown) => {
        throw new ShopError('MEDIA_PROCESSING_UNAVAILABLE', { cause });
      });
      const options: SharpOptions = { failOn: 'error', pages: 1 };
      const header = sharp(bytes, { ...options, limitInputPixels: false });
      const { hasAlpha, orientedWidth } = await readHeader(header, format, limits);
      const widths = widthsOf(orientedWidth);
      const contentType = fallbackOf(format, hasAlpha);
      const bounded = { ...options, limitInputPixels: limits.maxPixels };
      const { files, height } = await locks.run('image', () =>
        makeVersions(sharp, bytes, bounded, { widths, contentType }, signal),
      );
      return {
        facts: { width: widths.at(-1) ?? orientedWidth, height, widths, contentType },
        files,
      };
    },
  };
}
