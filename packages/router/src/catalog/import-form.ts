import { z } from 'zod';

/** A form with the CSV in its field `file`, as `createImportForm` of the client makes it. */
export const ImportForm = z.instanceof(FormData).transform((form, context) => {
  const file = form.get('file');
  if (file instanceof File) return { file };
  context.addIssue({ code: 'custom', path: ['file'], message: 'must be a CSV file' });
  return z.NEVER;
});
