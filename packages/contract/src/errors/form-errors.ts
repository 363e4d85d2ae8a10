import { defineErrors } from '@trastienda/base';
import { z } from 'zod';

/** Failures of forms and of the inbox. */
export const FORM_ERRORS = defineErrors({
  FORM_TOKEN_REJECTED: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The form was not accepted; see details, request a new token and send it again.',
    details: z.object({
      /**
       * `invalid`: not a token of this form. `too-early`: sent faster than people type. `unsolved`: the
       * proof of work is missing or wrong. `used`: sent with other fields before.
       */
      problem: z.enum(['invalid', 'too-early', 'expired', 'unsolved', 'used']),
    }),
  },
  MESSAGE_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such message.',
  },
  MESSAGE_ANSWERS_EXCEEDED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The message has as many answers as it may have; see details.',
    details: z.object({ max: z.int() }),
  },
});
