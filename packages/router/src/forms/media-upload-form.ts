import { fileOf, formOf } from './form-parts.ts';

/** Parses a form with the image in its field `file`. */
export const MediaUploadForm = formOf(
  {},
  (form, refuse) => {
    const file = fileOf(form, refuse, 'an image file');
    return file && { file };
  },
  'A JPEG, PNG, WebP, AVIF or GIF.',
);
