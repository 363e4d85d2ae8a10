import type { Clock } from '@trastienda/base';
import {
  createDiskStorage,
  createImageLibrary,
  createMedia,
  createOwnUrls,
  createS3Storage,
  type ImageLibrary,
  loadSharp,
  type Media,
  type OwnUrls,
} from '@trastienda/shop';
import type { Database } from '@trastienda/shop-db';
import type { Logger } from 'pino';
import type { MediaConfig } from '../config/env.ts';

/** Returns the size of an image that the server itself has, by its path; null for other ones. */
export type SizeOfImage = (
  path: string,
) => { readonly width: number; readonly height: number } | null;

export interface ConfigureMediaOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly media: MediaConfig;
  /** URL at which browsers reach the server; read at each use. */
  readonly publicUrl: () => string;
  readonly sizeOfImage?: SizeOfImage;
}

/** Uploaded images in the configured storage, and how products refer to them. */
export interface ConfiguredMedia extends Media {
  readonly urls: OwnUrls;
  readonly images: ImageLibrary;
}

/** Creates the use cases of images; the storage is used at the first upload. */
export function configureMedia(options: ConfigureMediaOptions): ConfiguredMedia {
  const { database, clock, publicUrl, sizeOfImage } = options;
  const { storage, publicUrl: mediaUrl, limits } = options.media;
  const urls = createOwnUrls({ publicUrl, mediaUrl });
  return {
    ...createMedia({
      ...{ database, clock, urls, limits },
      storage: storage.kind === 's3' ? createS3Storage(storage) : createDiskStorage(storage.dir),
    }),
    urls,
    images: createImageLibrary({ database, urls, ...(sizeOfImage && { sizeOf: sizeOfImage }) }),
  };
}

/** Warns where uploads will fail because sharp cannot be loaded. Nothing waits for it. */
export async function warnWithoutSharp(log: Logger): Promise<void> {
  try {
    await loadSharp();
  } catch (error) {
    log.warn(
      { err: error },
      'images cannot be uploaded: the package sharp is not installed for this platform',
    );
  }
}
