import { fileOf, flagOf, formOf } from './form-parts.ts';

/**
 * Parses a form with the CSV in its field `file`, as the client's `createImportForm` creates it.
 * With `replaceVariants` set to `true`, variants that the file does not contain are deleted.
 */
export const ProductImportForm = formOf(
  { replaceVariants: { type: 'boolean' } },
  (form, refuse) => {
    const file = fileOf(form, refuse);
    const replaceVariants = flagOf(form, 'replaceVariants', refuse);
    return file && { file, replaceVariants };
  },
);
