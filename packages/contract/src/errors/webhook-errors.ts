import { defineErrors, notFound } from '@trastienda/base';
import { z } from 'zod';
import { WebhookUrlProblem } from '../webhooks/webhook-endpoint.ts';

/** Failures of outgoing webhooks. */
export const WEBHOOK_ERRORS = defineErrors({
  WEBHOOK_ENDPOINT_NOT_FOUND: notFound('There is no such webhook endpoint.'),
  WEBHOOK_ENDPOINT_DISABLED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The webhook endpoint is disabled; enable it first.',
  },
  WEBHOOK_ENDPOINTS_FULL: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The shop has as many webhook endpoints as it may have; see details.',
    details: z.object({ max: z.int() }),
  },
  WEBHOOK_URL_REFUSED: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The shop sends no webhooks to this URL; see details.',
    details: z.object({
      /** Part of the URL that is not allowed. */
      problem: WebhookUrlProblem,
    }),
  },
  WEBHOOK_DELIVERY_NOT_FOUND: notFound('There is no such webhook delivery.'),
});
