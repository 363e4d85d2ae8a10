import { fileOf, flagOf, formOf } from './form-parts.ts';

/** More locations than any shop has. */
const MAX_LOCATIONS = 1000;

const FIELDS = {
  location: { type: 'array', items: { type: 'string' } },
  again: { type: 'boolean' },
};

/**
 * Parses a form with the CSV in its field `file`, as the client's `createInventoryForm` creates it.
 * Each field `location` names a counted location; without any, all are counted. With `again` set to
 * `true`, SKUs that the same file has set before are set again.
 */
export const StockImportForm = formOf(FIELDS, (form, refuse) => {
  const file = fileOf(form, refuse);
  const again = flagOf(form, 'again', refuse);
  const locations = form.getAll('location').filter((name) => typeof name === 'string');
  if (locations.length > MAX_LOCATIONS) refuse('location', `at most ${MAX_LOCATIONS}`);
  return file && { file, again, locations };
});
