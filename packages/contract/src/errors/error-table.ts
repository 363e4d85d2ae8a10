import { BUYING_ERRORS } from './buying-errors.ts';
import type { ErrorDefinition } from './error-definition.ts';

/**
 * All failures of calls. Clients read the key as `error.data.reason`; a key never changes its
 * meaning and always has a mapping to the wire.
 */
export const ERRORS = {
  INPUT_INVALID: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The input is not valid; see fields.',
  },
  REQUEST_MALFORMED: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The request could not be read.',
  },
  REQUEST_TOO_LARGE: {
    trpc: 'PAYLOAD_TOO_LARGE',
    retryable: false,
    logLevel: 'info',
    message: 'The request is larger than this server accepts.',
  },
  REQUEST_CANCELLED: {
    trpc: 'CLIENT_CLOSED_REQUEST',
    retryable: true,
    logLevel: 'info',
    message: 'The caller went away before the answer was ready.',
  },
  METHOD_UNSUPPORTED: {
    trpc: 'METHOD_NOT_SUPPORTED',
    retryable: false,
    logLevel: 'info',
    message: 'Queries are read with GET, mutations are sent with POST.',
  },
  MEDIA_UNSUPPORTED: {
    trpc: 'UNSUPPORTED_MEDIA_TYPE',
    retryable: false,
    logLevel: 'info',
    message: 'This content type is not accepted here.',
  },
  PROCEDURE_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such procedure.',
  },
  ACTOR_UNAUTHENTICATED: {
    trpc: 'UNAUTHORIZED',
    retryable: false,
    logLevel: 'info',
    message: 'This call needs credentials.',
  },
  TOKEN_INVALID: {
    trpc: 'UNAUTHORIZED',
    retryable: false,
    logLevel: 'warn',
    message: 'The bearer token is not valid.',
  },
  PERMISSION_MISSING: {
    trpc: 'FORBIDDEN',
    retryable: false,
    logLevel: 'warn',
    message: 'The caller may not do this.',
  },
  SIGN_IN_REJECTED: {
    trpc: 'UNAUTHORIZED',
    retryable: false,
    logLevel: 'info',
    message: 'The email address and the password do not belong together.',
  },
  SECOND_FACTOR_INVALID: {
    trpc: 'UNAUTHORIZED',
    retryable: false,
    logLevel: 'info',
    message: 'The code is not valid, or it was used before.',
  },
  SESSION_ENDED: {
    trpc: 'UNAUTHORIZED',
    retryable: false,
    logLevel: 'info',
    message: 'The session has ended; sign in again.',
  },
  REAUTHENTICATION_REQUIRED: {
    trpc: 'FORBIDDEN',
    retryable: false,
    logLevel: 'info',
    message: 'This call needs a recent sign-in; call auth.reauthenticate and repeat it.',
  },
  ORIGIN_REJECTED: {
    trpc: 'FORBIDDEN',
    retryable: false,
    logLevel: 'warn',
    message: 'A call that uses the session cookie must come from a page of the shop.',
  },
  LINK_INVALID: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The link has expired, was used before, or was never valid; ask for a new one.',
  },
  PASSWORD_UNACCEPTABLE: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The password is not acceptable; see fields.',
  },
  PASSWORD_INCORRECT: {
    trpc: 'FORBIDDEN',
    retryable: false,
    logLevel: 'info',
    message: 'The current password is not correct.',
  },
  SECOND_FACTOR_STATE_INVALID: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The second factor is not in the state that this call needs.',
  },
  ACCOUNT_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such account.',
  },
  ACCOUNT_EMAIL_TAKEN: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'Another account already has this email address.',
  },
  ACCOUNT_LAST_OWNER: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'This is the last owner; make somebody else an owner first.',
  },
  SESSION_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'The account has no such session.',
  },
  API_KEY_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such API key.',
  },
  RATE_LIMITED: {
    trpc: 'TOO_MANY_REQUESTS',
    retryable: true,
    logLevel: 'warn',
    message: 'Too many calls; wait before the next one.',
  },
  SERVER_BUSY: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: true,
    logLevel: 'warn',
    message: 'The server has too much of this kind of work at the moment.',
  },
  CURSOR_INVALID: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The cursor does not belong to this list and sort order.',
  },
  CURRENCY_UNSUPPORTED: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The shop does not sell in this currency.',
  },
  PRODUCT_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such product.',
  },
  PRODUCT_SLUG_TAKEN: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'Another product already has this slug.',
  },
  PRODUCT_REVISION_STALE: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The product has changed since it was read; read it again and repeat the change.',
  },
  VARIANT_SKU_TAKEN: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'Another product already has a variant with this SKU.',
  },
  ...BUYING_ERRORS,
  IMPORT_FILE_INVALID: {
    trpc: 'UNPROCESSABLE_CONTENT',
    retryable: false,
    logLevel: 'info',
    message: 'The file is not a product CSV that can be read.',
  },
  DATABASE_UNAVAILABLE: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: true,
    logLevel: 'error',
    message: 'The database cannot be reached right now.',
  },
  STORAGE_FULL: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: true,
    logLevel: 'error',
    message: 'The database has no room for more data right now; nothing was changed.',
  },
  DATABASE_BUSY: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: true,
    logLevel: 'warn',
    message: 'Too many changes to the same data at once; nothing was changed.',
  },
  DATABASE_TIMEOUT: {
    trpc: 'TIMEOUT',
    retryable: true,
    logLevel: 'warn',
    message: 'The database took too long to answer.',
  },
  INTERNAL: {
    trpc: 'INTERNAL_SERVER_ERROR',
    retryable: false,
    logLevel: 'error',
    message: 'Something went wrong on our side; quote the request id when you report it.',
  },
} as const satisfies Record<string, ErrorDefinition>;

/** Reason from the error table, as clients see it in `error.data.reason`. */
export type ErrorReason = keyof typeof ERRORS;
