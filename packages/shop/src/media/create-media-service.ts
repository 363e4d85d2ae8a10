import { createHash } from 'node:crypto';
import { auditedOrigin, type Clock } from '@trastienda/base';
import { type CallOrigin, type MediaView, ShopError } from '@trastienda/shop-contract';
import type { Database, MediaFacts, MediaState } from '@trastienda/shop-db';
import type { OwnUrls } from '../base/own-urls.ts';
import { describeMedia } from './image-library.ts';
import { leaseFrom } from './lease.ts';
import { fileNamesOf } from './media-files.ts';
import type { MediaService, UploadedFile } from './media-service.ts';
import type { ImageProcessor, ProcessedImage } from './processing/process-image.ts';
import type { MediaStorage } from './storage/media-storage.ts';

export interface MediaDeps {
  readonly database: Pick<Database, 'media' | 'products' | 'audit' | 'transaction'>;
  readonly clock: Clock;
  readonly storage: MediaStorage;
  readonly processor: ImageProcessor;
  readonly urls: Pick<OwnUrls, 'toPublic'>;
  readonly limits: { readonly maxBytes: number };
}

/** Products that a refused deletion names. */
const NAMED_PRODUCTS = 10;

/** Attempts of an upload whose files the worker removed while they were stored. */
const MAX_ATTEMPTS = 3;

const MAX_NAME_LENGTH = 255;

/** Returns the name of a file as a line of text; null without one. */
function nameOf({ name }: Pick<UploadedFile, 'name'>): string | null {
  const line = name.replaceAll(/[\p{Cc}\p{Cs}]/gu, '').trim();
  // Forms name a file without a name so.
  return line === '' || line === 'blob' ? null : [...line].slice(0, MAX_NAME_LENGTH).join('');
}

/** Creates the service of uploaded images. */
export function createMediaService(deps: MediaDeps): MediaService {
  const { database, clock, storage, processor, urls, limits } = deps;
  const { media: store, products } = database;

  const viewOf = async (media: MediaState): Promise<MediaView> => {
    const { id, contentType, bytes, fileName, uploadedAt } = media;
    const users = await products.findIdsByMedia(id, 1);
    return {
      ...{ id, ...describeMedia(media, urls), contentType, bytes, fileName },
      uploadedAt: uploadedAt.toISOString(),
      isUsed: users.length > 0,
    };
  };

  const record = (
    action: 'media.uploaded' | 'media.deleted',
    subjectId: string,
    details: Readonly<Record<string, string | number | null>>,
    origin: CallOrigin,
  ) =>
    database.audit.append({
      action,
      subjectId,
      details,
      ...auditedOrigin(origin),
      at: clock.now(),
    });

  const readBytes = async (file: UploadedFile): Promise<Uint8Array> => {
    if (file.size > limits.maxBytes) {
      const message = `The file has more than ${limits.maxBytes} bytes.`;
      const details = { problem: 'bytes', max: limits.maxBytes } as const;
      throw new ShopError('MEDIA_FILE_INVALID', { message, details });
    }
    return new Uint8Array(await file.arrayBuffer());
  };

  /**
   * Stores a processed image: claims its id, stores the files, then acknowledges it. Returns null when the
   * claim was lost: the worker has removed the files.
   */
  const storeImage = async (
    id: string,
    { files }: ProcessedImage,
    facts: MediaFacts,
    origin: CallOrigin,
    signal: AbortSignal | undefined,
  ): Promise<MediaState | null> => {
    const claimed = await store.begin({ id, ...leaseFrom(clock.now()) }, facts);
    if (claimed === null) throw new ShopError('MEDIA_BUSY');
    if (claimed.status === 'stored') return claimed;
    await storage.put(id, files, signal);
    return database.transaction(async () => {
      const stored = await store.complete(id, clock.now());
      if (stored === null) return (await store.findStored([id]))[0] ?? null;
      const { width, height, bytes, fileName } = stored;
      await record('media.uploaded', id, { width, height, bytes, fileName }, origin);
      return stored;
    });
  };

  return {
    async upload(file, origin, { signal } = {}) {
      const bytes = await readBytes(file);
      const id = createHash('sha256').update(bytes).digest('hex');
      const [known] = await store.findStored([id]);
      if (known !== undefined) return viewOf(known);
      const processed = await processor.process(bytes, signal);
      const facts = { ...processed.facts, bytes: bytes.length, fileName: nameOf(file) };
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
        const stored = await storeImage(id, processed, facts, origin, signal);
        if (stored !== null) return viewOf(stored);
      }
      throw new ShopError('MEDIA_BUSY');
    },

    async list(input) {
      const { items, nextCursor } = await store.list(input);
      return { items: await Promise.all(items.map(viewOf)), nextCursor };
    },

    async delete({ id }, origin) {
      const lease = leaseFrom(clock.now());
      const deleted = await database.transaction(async () => {
        const [found] = await store.findStored([id]);
        if (found === undefined) return null;
        // Read in the transaction: a product that begins to show the image writes its document too.
        const productIds = await products.findIdsByMedia(id, NAMED_PRODUCTS);
        if (productIds.length > 0) throw new ShopError('MEDIA_IN_USE', { details: { productIds } });
        if (!(await store.beginDeleting({ id, ...lease }))) return null;
        await record('media.deleted', id, { fileName: found.fileName }, origin);
        return found;
      });
      if (deleted === null) return { status: 'deleted' };
      // The worker does what fails here, once the lease has expired.
      await storage.remove(id, fileNamesOf(deleted)).then(
        () => store.finishDeleting(id, lease.leaseUntil),
        () => undefined,
      );
      return { status: 'deleted' };
    },
  };
}
