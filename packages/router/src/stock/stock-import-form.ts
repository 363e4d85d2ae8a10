import { fileOf, flagOf, formOf } from '../form-parts.ts';

/** More than any shop has places for its stock. */
const MAX_LOCATIONS = 1000;

/**
 * A form with the CSV in its field `file`, as `createInventoryForm` of the client makes it. Each
 * field `location` names one that is counted, all are without any; with `again` as `true`, SKUs that
 * the same file has set before are set again.
 */
export const StockImportForm = formOf((form, refuse) => {
  const file = fileOf(form, refuse);
  const again = flagOf(form, 'again', refuse);
  const locations = form.getAll('location').filter((name) => typeof name === 'string');
  if (locations.length > MAX_LOCATIONS) refuse('location', `at most ${MAX_LOCATIONS}`);
  return file && { file, again, locations };
});
