import type { MediaFacts } from '@trastienda/shop-db';

/** Widths of the versions of an image; it has those below its own, and its own up to the last. */
export const VERSION_WIDTHS: readonly number[] = [320, 640, 960, 1600];

/** File of an image, ready to be stored. */
export interface MediaFile {
  /** `<width>.<extension>` */
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Extensions of the files, with their media types. */
export const CONTENT_TYPES = {
  webp: 'image/webp',
  jpg: 'image/jpeg',
  png: 'image/png',
} as const;
export type MediaExtension = keyof typeof CONTENT_TYPES;

const FILE_NAME = /^[1-9]\d{0,4}\.(webp|jpg|png)$/;
const MEDIA_ID = /^[0-9a-f]{64}$/;

export const isMediaId = (text: string): boolean => MEDIA_ID.test(text);

/** Returns the media type of a file by its name; null for what is no file of an image. */
export function contentTypeOf(name: string): string | null {
  const [, extension] = FILE_NAME.exec(name) ?? [];
  return extension === undefined ? null : CONTENT_TYPES[extension as MediaExtension];
}

type Versions = Pick<MediaFacts, 'widths' | 'contentType'>;

/** Returns the extension of the format that every program reads. */
export function extensionOf({ contentType }: Pick<MediaFacts, 'contentType'>): MediaExtension {
  return contentType === CONTENT_TYPES.png ? 'png' : 'jpg';
}

/** Returns the names of all files of an image. */
export function fileNamesOf({ widths, contentType }: Versions): string[] {
  const extension = extensionOf({ contentType });
  return widths.flatMap((width) => [`${width}.webp`, `${width}.${extension}`]);
}
