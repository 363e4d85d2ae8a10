import {
  ListMediaInput,
  MediaDeleted,
  MediaIdInput,
  MediaPage,
  MediaView,
} from '@trastienda/shop-contract';
import { MEDIA_DEADLINE_MS } from '../deadlines.ts';
import { MediaUploadForm } from '../forms/media-upload-form.ts';
import { mutation, query } from '../procedures.ts';

/** Uploaded images of products, for staff. */
export const media = {
  delete: mutation(
    {
      access: 'catalog:write',
      summary: 'Deletes an uploaded image that no product shows',
      input: MediaIdInput,
      output: MediaDeleted,
      errors: ['MEDIA_IN_USE'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.media.delete(input, ctx.origin),
  ),

  list: query(
    {
      access: 'catalog:read',
      summary: 'Lists uploaded images, newest first',
      input: ListMediaInput.prefault({}),
      output: MediaPage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.media.list(input),
  ),

  upload: mutation(
    {
      access: 'catalog:write',
      summary: 'Uploads an image and makes its versions',
      description:
        'The file is checked by its content and stored without metadata. The same file, uploaded again, is the same image.',
      input: MediaUploadForm,
      output: MediaView,
      errors: [
        'MEDIA_FILE_INVALID',
        'MEDIA_BUSY',
        'MEDIA_PROCESSING_UNAVAILABLE',
        'MEDIA_STORAGE_UNAVAILABLE',
      ],
      idempotency: 'natural',
      takesForm: true,
      deadline: MEDIA_DEADLINE_MS,
      cost: 20,
    },
    ({ ctx, input: { file }, signal }) =>
      ctx.services.media.upload(file, ctx.origin, { ...(signal && { signal }) }),
  ),
};
