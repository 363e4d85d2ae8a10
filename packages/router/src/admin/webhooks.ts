import {
  CreateWebhookEndpointInput,
  ListWebhookAttemptsInput,
  ListWebhookDeliveriesInput,
  ListWebhookEndpointsInput,
  ResendWebhookInput,
  ResendWebhooksInput,
  ResentWebhooks,
  RotateWebhookSecretInput,
  UpdateWebhookEndpointInput,
  WebhookAttemptPage,
  WebhookAttemptView,
  WebhookDeliveryPage,
  WebhookDeliveryView,
  WebhookEndpointDeleted,
  WebhookEndpointIdInput,
  WebhookEndpointPage,
  WebhookEndpointView,
  WebhookEndpointWithSecret,
} from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

/** Points of a call that makes the server send a request. */
const REQUEST_COST = 10;

/** Webhooks to other systems. */
export const webhooks = {
  attempts: query(
    {
      access: 'webhooks:write',
      summary: 'Lists the attempts of an endpoint or of a delivery, newest first',
      description: 'Kept for 30 days.',
      input: ListWebhookAttemptsInput,
      output: WebhookAttemptPage,
      errors: ['WEBHOOK_ENDPOINT_NOT_FOUND', 'CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.webhooks.attempts(input),
  ),

  create: mutation(
    {
      access: 'webhooks:write',
      recent: true,
      summary: 'Creates an endpoint, whose secret is shown once',
      input: CreateWebhookEndpointInput,
      output: WebhookEndpointWithSecret,
      errors: ['WEBHOOK_URL_REFUSED', 'WEBHOOK_ENDPOINTS_FULL'],
      idempotency: 'none',
      limits: ['secrets'],
    },
    ({ ctx, input }) => ctx.services.webhooks.create(input, ctx.origin),
  ),

  delete: mutation(
    {
      access: 'webhooks:write',
      recent: true,
      summary: 'Deletes an endpoint; its pending deliveries are canceled',
      input: WebhookEndpointIdInput,
      output: WebhookEndpointDeleted,
      errors: ['WEBHOOK_ENDPOINT_NOT_FOUND'],
      idempotency: 'none',
    },
    ({ ctx, input }) => ctx.services.webhooks.delete(input, ctx.origin),
  ),

  deliveries: query(
    {
      access: 'webhooks:write',
      summary: 'Lists the deliveries to an endpoint, those of the newest events first',
      description: 'Settled ones are kept for 30 days.',
      input: ListWebhookDeliveriesInput,
      output: WebhookDeliveryPage,
      errors: ['WEBHOOK_ENDPOINT_NOT_FOUND', 'CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.webhooks.deliveries(input),
  ),

  disable: mutation(
    {
      access: 'webhooks:write',
      summary: 'Disables an endpoint; its deliveries are canceled when they are due',
      input: WebhookEndpointIdInput,
      output: WebhookEndpointView,
      errors: ['WEBHOOK_ENDPOINT_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.webhooks.disable(input, ctx.origin),
  ),

  enable: mutation(
    {
      access: 'webhooks:write',
      summary: 'Enables an endpoint that staff or the shop has disabled',
      description: 'Canceled deliveries stay canceled.',
      input: WebhookEndpointIdInput,
      output: WebhookEndpointView,
      errors: ['WEBHOOK_ENDPOINT_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.webhooks.enable(input, ctx.origin),
  ),

  get: query(
    {
      access: 'webhooks:write',
      summary: 'Returns an endpoint, without its secrets',
      input: WebhookEndpointIdInput,
      output: WebhookEndpointView,
      errors: ['WEBHOOK_ENDPOINT_NOT_FOUND'],
    },
    ({ ctx, input }) => ctx.services.webhooks.get(input),
  ),

  list: query(
    {
      access: 'webhooks:write',
      summary: 'Lists endpoints, newest first',
      input: ListWebhookEndpointsInput.prefault({}),
      output: WebhookEndpointPage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.webhooks.list(input),
  ),

  resend: mutation(
    {
      access: 'webhooks:write',
      summary: 'Sends a delivery again, from the start of the schedule',
      description: 'A delivery that is being sent continues as it is.',
      input: ResendWebhookInput,
      output: WebhookDeliveryView,
      errors: ['WEBHOOK_DELIVERY_NOT_FOUND', 'WEBHOOK_ENDPOINT_DISABLED'],
      idempotency: 'none',
    },
    ({ ctx, input }) => ctx.services.webhooks.resend(input, ctx.origin),
  ),

  resendSince: mutation(
    {
      access: 'webhooks:write',
      summary: 'Sends the events since a time again, in batches',
      description:
        'Call it with the cursor of the response until there is none. Events that were delivered are sent too.',
      input: ResendWebhooksInput,
      output: ResentWebhooks,
      errors: ['WEBHOOK_ENDPOINT_NOT_FOUND', 'WEBHOOK_ENDPOINT_DISABLED', 'CURSOR_INVALID'],
      idempotency: 'none',
    },
    ({ ctx, input }) => ctx.services.webhooks.resendSince(input, ctx.origin),
  ),

  rotateSecret: mutation(
    {
      access: 'webhooks:write',
      recent: true,
      summary: 'Replaces the secret of an endpoint; the new one is shown once',
      description: 'Until the overlap ends, webhooks are signed with both secrets.',
      input: RotateWebhookSecretInput,
      output: WebhookEndpointWithSecret,
      errors: ['WEBHOOK_ENDPOINT_NOT_FOUND'],
      idempotency: 'none',
      limits: ['secrets'],
    },
    ({ ctx, input }) => ctx.services.webhooks.rotateSecret(input, ctx.origin),
  ),

  sendTest: mutation(
    {
      access: 'webhooks:write',
      summary: 'Sends a webhook of the type webhook.test once, and returns the attempt',
      input: WebhookEndpointIdInput,
      output: WebhookAttemptView,
      errors: ['WEBHOOK_ENDPOINT_NOT_FOUND'],
      idempotency: 'none',
      cost: REQUEST_COST,
    },
    ({ ctx, input, signal }) => ctx.services.webhooks.sendTest(input, signal),
  ),

  update: mutation(
    {
      access: 'webhooks:write',
      recent: true,
      summary: 'Updates the URL, the event types or the description of an endpoint',
      input: UpdateWebhookEndpointInput,
      output: WebhookEndpointView,
      errors: ['WEBHOOK_ENDPOINT_NOT_FOUND', 'WEBHOOK_URL_REFUSED'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.webhooks.update(input, ctx.origin),
  ),
};
