import { defineErrors } from '@trastienda/base';
import { z } from 'zod';

/** Failures of uploaded images. */
export const MEDIA_ERRORS = defineErrors({
  MEDIA_FILE_INVALID: {
    trpc: 'UNPROCESSABLE_CONTENT',
    retryable: false,
    logLevel: 'info',
    message: 'The file is not an image that the shop accepts; see details.',
    details: z.object({
      /**
       * `format`: not a JPEG, PNG, WebP, AVIF or GIF, by its content. `damaged`: it cannot be decoded to its end.
       * `bytes`, `pixels`, `side`: more than `max` bytes, pixels, or pixels on one side.
       */
      problem: z.enum(['empty', 'format', 'damaged', 'bytes', 'pixels', 'side']),
      /** The limit, where the file exceeds one. */
      max: z.int().exactOptional(),
    }),
  },
  MEDIA_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such uploaded image; see details.',
    details: z.object({ id: z.string() }),
  },
  MEDIA_IN_USE: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'Products show this image; see details.',
    details: z.object({
      /** Ids of the first ten of them. */
      productIds: z.array(z.string()),
    }),
  },
  MEDIA_BUSY: {
    trpc: 'CONFLICT',
    retryable: true,
    logLevel: 'info',
    message: 'The image is being deleted; upload it again later.',
  },
  MEDIA_PROCESSING_UNAVAILABLE: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: false,
    logLevel: 'error',
    message:
      'This server cannot process images: the package sharp is not installed for its platform.',
  },
  MEDIA_STORAGE_UNAVAILABLE: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: true,
    logLevel: 'error',
    message: 'The storage of images is unavailable; see details.',
    details: z.object({
      /** `refused`: it rejects the credentials or the bucket of the shop. */
      problem: z.enum(['full', 'refused', 'unreachable']),
    }),
  },
});
