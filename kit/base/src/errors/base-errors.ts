import { z } from 'zod';
import type { AppError } from './app-error.ts';
import { defineErrors } from './define-errors.ts';
import {
  createErrorClass,
  createErrorGuard,
  type ErrorClass,
  type ErrorGuard,
} from './error-class.ts';
import type { ReasonOf } from './error-definition.ts';

/** Failures that every backend has. */
export const BASE_ERRORS = defineErrors({
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
    details: z.object({
      limit: z.enum(['body-bytes', 'json-values', 'query-parameters', 'url-characters']),
      /** Null when the server that counted does not say. */
      max: z.int().nullable(),
    }),
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
  SESSION_ENDED: {
    trpc: 'UNAUTHORIZED',
    retryable: false,
    logLevel: 'info',
    message: 'The session has ended; sign in again.',
  },
  PERMISSION_MISSING: {
    trpc: 'FORBIDDEN',
    retryable: false,
    logLevel: 'warn',
    message: 'The caller does not have permission for this call.',
    details: z.object({
      /** The missing permission; null when no permission allows the caller this call. */
      permission: z.string().nullable(),
    }),
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
  WEBHOOK_INVALID: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'warn',
    message: 'The webhook has no valid signature of its sender.',
  },
  RATE_LIMITED: {
    trpc: 'TOO_MANY_REQUESTS',
    retryable: true,
    logLevel: 'warn',
    message: 'Too many calls; wait before the next one.',
    details: z.object({ retryAfterSeconds: z.number() }),
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
  IDEMPOTENCY_KEY_REQUIRED: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'Send this call by itself, with an Idempotency-Key of 16 to 200 characters.',
    details: z.object({
      /** `batched`: the key would be that of several calls in one request. */
      problem: z.enum(['missing', 'malformed', 'batched']),
    }),
  },
  IDEMPOTENCY_KEY_REUSED: {
    trpc: 'UNPROCESSABLE_CONTENT',
    retryable: false,
    logLevel: 'info',
    message: 'This idempotency key was already used with different input.',
  },
  DATABASE_UNAVAILABLE: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: true,
    logLevel: 'error',
    message: 'The database is currently unavailable.',
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
  DEADLINE_EXCEEDED: {
    trpc: 'TIMEOUT',
    retryable: true,
    logLevel: 'warn',
    message: 'The call took longer than it may; a change that it began may still be made.',
    details: z.object({
      /** Milliseconds that the call had. */
      deadlineMs: z.number(),
    }),
  },
  STORAGE_FULL: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: true,
    logLevel: 'error',
    message: 'The database is out of storage; nothing was changed.',
  },
  INTERNAL: {
    trpc: 'INTERNAL_SERVER_ERROR',
    retryable: false,
    logLevel: 'error',
    message: 'An unexpected error occurred; include the request id when you report it.',
  },
});

/** Reason that every backend has. */
export type BaseReason = ReasonOf<typeof BASE_ERRORS>;

/** A failure that the kit itself throws. */
export const BaseError: ErrorClass<typeof BASE_ERRORS> = createErrorClass('BaseError', BASE_ERRORS);
export type BaseError = AppError<BaseReason>;

/** Returns true for a failure with one of the given base reasons, or with any of them. */
export const isBaseError: ErrorGuard<typeof BASE_ERRORS> = createErrorGuard(BASE_ERRORS);
