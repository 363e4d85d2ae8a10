import type { MediaFile } from '../media-files.ts';

/** File of an image, while it is read. */
export interface OpenMediaFile {
  readonly bytes: number;
  /** Cancel it when it is not read to its end. */
  readonly stream: ReadableStream<Uint8Array>;
}

/** Where the files of images are. Ids and names are those of `media-files.ts`. */
export interface MediaStorage {
  /**
   * Stores all files of an image; afterwards a loss of power loses none. Files that are stored already may
   * stay: those of an image are the same each time. After a failure some may be stored, each of them whole.
   *
   * @throws {ShopError} MEDIA_STORAGE_UNAVAILABLE.
   */
  put(id: string, files: readonly MediaFile[], signal?: AbortSignal): Promise<void>;
  /**
   * Opens a file; null when there is none.
   *
   * @throws {ShopError} MEDIA_STORAGE_UNAVAILABLE.
   */
  open(id: string, name: string): Promise<OpenMediaFile | null>;
  /**
   * Removes the files of an image; those that are not stored count as removed.
   *
   * @throws {ShopError} MEDIA_STORAGE_UNAVAILABLE.
   */
  remove(id: string, names: readonly string[]): Promise<void>;
  /** Removes what writes that were interrupted before a time have left; returns how many. */
  removeLeftovers(before: Date): Promise<number>;
}
