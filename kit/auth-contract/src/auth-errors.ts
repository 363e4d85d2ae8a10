import {
  type AppError,
  BASE_ERRORS,
  type BaseReason,
  createErrorClass,
  createErrorGuard,
  defineErrors,
  type ErrorClass,
  type ErrorGuard,
  type ReasonOf,
} from '@trastienda/base';
import { z } from 'zod';

/** Why a new password is not acceptable; `personal`: made of the name, the address or the application's name. */
const PasswordProblem = z.enum(['too-short', 'too-long', 'not-text', 'personal', 'guessable']);
export type PasswordProblem = z.infer<typeof PasswordProblem>;

/** Failures of accounts, sessions and API keys. */
export const AUTH_ERRORS = defineErrors({
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
    message: 'The password is not acceptable; see details.',
    /** The lengths are in characters. */
    details: z.object({ problem: PasswordProblem, minLength: z.int(), maxLength: z.int() }),
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
    message: 'No other account that can sign in has this role; give it to another one first.',
    details: z.object({ role: z.string() }),
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
});

/** Reason that auth and its clients know: its own, or one that every backend has. */
export type AuthReason = ReasonOf<typeof AUTH_ERRORS> | BaseReason;

const KNOWN_ERRORS = defineErrors(BASE_ERRORS, AUTH_ERRORS);

/** A failure that auth throws. */
export const AuthError: ErrorClass<typeof KNOWN_ERRORS> = createErrorClass(
  'AuthError',
  KNOWN_ERRORS,
);
export type AuthError = AppError<AuthReason>;

/** Returns true for a failure with one of the given reasons, or with any that auth knows. */
export const isAuthError: ErrorGuard<typeof KNOWN_ERRORS> = createErrorGuard(KNOWN_ERRORS);
