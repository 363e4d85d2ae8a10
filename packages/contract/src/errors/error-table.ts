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
    message: 'The request could not be parsed.',
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
    message: 'The request was canceled before the response was ready.',
  },
  METHOD_UNSUPPORTED: {
    trpc: 'METHOD_NOT_SUPPORTED',
    retryable: false,
    logLevel: 'info',
    message: 'Use GET for queries and POST for mutations.',
  },
  MEDIA_UNSUPPORTED: {
    trpc: 'UNSUPPORTED_MEDIA_TYPE',
    retryable: false,
    logLevel: 'info',
    message: 'This content type is not supported.',
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
    message: 'This call requires authentication.',
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
    message: 'The caller does not have permission for this call.',
  },
  SIGN_IN_REJECTED: {
    trpc: 'UNAUTHORIZED',
    retryable: false,
    logLevel: 'info',
    message: 'The email address or the password is incorrect.',
  },
  SECOND_FACTOR_INVALID: {
    trpc: 'UNAUTHORIZED',
    retryable: false,
    logLevel: 'info',
    message: 'The code is not valid or was already used.',
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
    message: 'This call requires a recent sign-in; call auth.reauthenticate and try again.',
  },
  ORIGIN_REJECTED: {
    trpc: 'FORBIDDEN',
    retryable: false,
    logLevel: 'warn',
    message: 'A call with the session cookie must come from an allowed origin.',
  },
  LINK_INVALID: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The link has expired, was already used, or is not valid; request a new one.',
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
    message: 'The current password is incorrect.',
  },
  SECOND_FACTOR_STATE_INVALID: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The state of the second factor does not allow this.',
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
    message: 'This is the last owner; make another account an owner first.',
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
    message: 'The server is too busy; try again later.',
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
    message: 'The file cannot be imported.',
  },
  DATABASE_UNAVAILABLE: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: true,
    logLevel: 'error',
    message: 'The database is currently unavailable.',
  },
  STORAGE_FULL: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: true,
    logLevel: 'error',
    message: 'The database is out of storage; nothing was changed.',
  },
  DATABASE_BUSY: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: true,
    logLevel: 'warn',
    message: 'Too many concurrent changes to the same data; nothing was changed.',
  },
  DATABASE_TIMEOUT: {
    trpc: 'TIMEOUT',
    retryable: true,
    logLevel: 'warn',
    message: 'The database did not respond in time.',
  },
  INTERNAL: {
    trpc: 'INTERNAL_SERVER_ERROR',
    retryable: false,
    logLevel: 'error',
    message: 'An unexpected error occurred; include the request id when you report it.',
  },
} as const satisfies Record<string, ErrorDefinition>;

/** Reason from the error table, as clients see it in `error.data.reason`. */
export type ErrorReason = keyof typeof ERRORS;
