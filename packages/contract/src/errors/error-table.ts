import { AUTH_ERRORS } from '@trastienda/auth-contract';
import { BASE_ERRORS, defineErrors, type ReasonOf } from '@trastienda/base';
import { BUYING_ERRORS } from './buying-errors.ts';
import { CATALOG_ERRORS } from './catalog-errors.ts';
import { FORM_ERRORS } from './form-errors.ts';
import { MEDIA_ERRORS } from './media-errors.ts';
import { WEBHOOK_ERRORS } from './webhook-errors.ts';

const TABLE = defineErrors(
  BASE_ERRORS,
  AUTH_ERRORS,
  CATALOG_ERRORS,
  BUYING_ERRORS,
  FORM_ERRORS,
  MEDIA_ERRORS,
  WEBHOOK_ERRORS,
);

/** The shop's error table by name: declarations would otherwise repeat it for every procedure. */
export interface ShopErrors extends Readonly<typeof TABLE> {}

/**
 * All failures of calls. Clients read the key as `error.data.reason`; a key never changes its
 * meaning and always has a mapping to the wire.
 */
export const ERRORS: ShopErrors = TABLE;

/** Reason from the error table, as clients see it in `error.data.reason`. */
export type ErrorReason = ReasonOf<typeof ERRORS>;
