import type { Fallible } from '@trastienda/base';
import type {
  CallOrigin,
  ListMediaInput,
  MediaDeleted,
  MediaIdInput,
  MediaPage,
  MediaView,
} from '@trastienda/shop-contract';
import type { OpenMediaFile } from './storage/media-storage.ts';

/** A file as a form has it. */
export type UploadedFile = Pick<File, 'arrayBuffer' | 'size' | 'name'>;

/** Uploaded images. Every change is recorded in the audit log. */
export interface MediaService {
  /**
   * Stores an image with its versions. The same file, uploaded again, is the same image: nothing is stored
   * twice.
   * @throws {ShopError} MEDIA_FILE_INVALID when it is not an acceptable image, and as below.
   */
  upload(
    file: UploadedFile,
    origin: CallOrigin,
    options?: { readonly signal?: AbortSignal },
  ): Fallible<
    MediaView,
    | 'MEDIA_FILE_INVALID'
    | 'MEDIA_BUSY'
    | 'MEDIA_PROCESSING_UNAVAILABLE'
    | 'MEDIA_STORAGE_UNAVAILABLE'
  >;
  /**
   * Lists images, newest first.
   * @throws {ShopError} CURSOR_INVALID.
   */
  list(input: ListMediaInput): Fallible<MediaPage, 'CURSOR_INVALID'>;
  /**
   * Deletes an image that no product shows; one that is not there counts as deleted. Its files are removed
   * in the background where the storage is unavailable.
   * @throws {ShopError} MEDIA_IN_USE.
   */
  delete(input: MediaIdInput, origin: CallOrigin): Fallible<MediaDeleted, 'MEDIA_IN_USE'>;
}

/** The files of images, for programs that serve them. */
export interface MediaFiles {
  /**
   * Opens a file; null when there is none, or when id or name are not those of a file.
   * @throws {ShopError} MEDIA_STORAGE_UNAVAILABLE.
   */
  open(id: string, name: string): Promise<OpenMediaFile | null>;
}
