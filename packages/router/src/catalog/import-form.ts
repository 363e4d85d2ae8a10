import { fileOf, flagOf, formOf } from '../form-parts.ts';

/**
 * A form with the CSV in its field `file`, as `createImportForm` of the client makes it; with
 * `replaceVariants` as `true`, variants that the file does not name are taken away.
 */
export const ImportForm = formOf((form, refuse) => {
  const file = fileOf(form, refuse);
  const replaceVariants = flagOf(form, 'replaceVariants', refuse);
  return file && { file, replaceVariants };
});
