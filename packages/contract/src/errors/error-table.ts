import { AUTH_ERRORS } from '@trastienda/auth-contract';
import { BASE_ERRORS, defineErrors, type ReasonOf } from '@trastienda/base';
import { BUYING_ERRORS } from './buying-errors.ts';
import { CATALOG_ERRORS } from './catalog-errors.ts';

/**
 * All failures of calls. Clients read the key as `error.data.reason`; a key never changes its
 * meaning and always has a mapping to the wire.
 */
export const ERRORS = defineErrors(BASE_ERRORS, AUTH_ERRORS, CATALOG_ERRORS, BUYING_ERRORS);

/** Reason from the error table, as clients see it in `error.data.reason`. */
export type ErrorReason = ReasonOf<typeof ERRORS>;
