import type { Clock } from '@trastienda/base';
import type { Job } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';
import type { OwnUrls } from '../base/own-urls.ts';
import { createMediaService } from './create-media-service.ts';
import { createRemoveInterrupted } from './jobs/remove-interrupted.ts';
import { contentTypeOf, isMediaId } from './media-files.ts';
import type { MediaFiles, MediaService } from './media-service.ts';
import { createImageProcessor, type ImageLimits } from './processing/process-image.ts';
import type { MediaStorage } from './storage/media-storage.ts';

/** Dependencies and settings of uploaded images. */
export interface MediaOptions {
  readonly database: Pick<Database, 'media' | 'products' | 'audit' | 'transaction'>;
  readonly clock: Clock;
  readonly storage: MediaStorage;
  readonly urls: OwnUrls;
  readonly limits: ImageLimits;
}

/** Uploaded images: the service for staff, the files for programs that serve them, and a job. */
export interface Media {
  readonly service: MediaService;
  readonly files: MediaFiles;
  /** Runs in the worker of the shop. */
  readonly job: Job;
}

/** Creates the use cases of uploaded images over a database and a storage. */
export function createMedia(options: MediaOptions): Media {
  const { database, clock, storage, limits } = options;
  return {
    service: createMediaService({ ...options, processor: createImageProcessor(limits) }),
    files: {
      async open(id, name) {
        if (!isMediaId(id) || contentTypeOf(name) === null) return null;
        return storage.open(id, name);
      },
    },
    job: createRemoveInterrupted({ database, clock, storage }),
  };
}
