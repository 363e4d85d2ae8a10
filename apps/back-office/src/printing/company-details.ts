import { createStored } from '../browser/stored.ts';

const MAX_LENGTH = 1000;

/**
 * Address, tax number and the like of the company, which documents show below its name. The API has
 * no such setting, so each browser keeps its own.
 */
export const companyDetails = createStored('company', (value) =>
  typeof value === 'string' ? value.slice(0, MAX_LENGTH) : '',
);
