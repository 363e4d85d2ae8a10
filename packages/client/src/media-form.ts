import { createUploadForm } from '@trastienda/client';

/**
 * The input of `admin.media.upload`: an image as a form.
 *
 * @example
 * const { url } = await client.admin.media.upload.mutate(createMediaForm(input.files[0]));
 */
export function createMediaForm(file: Blob, name?: string): FormData {
  return createUploadForm(file, { name });
}
