import { auditedOrigin } from '@trastienda/base';
import { mapPage } from '@trastienda/mongo';
import { type CallOrigin, MAX_WEBHOOK_ENDPOINTS, ShopError } from '@trastienda/shop-contract';
import { omitUndefined } from '../base/omit-undefined.ts';
import { getEndpoint } from './get-endpoint.ts';
import { recordWebhookChange } from './record-webhook-change.ts';
import { urlProblem } from './sending/url-problem.ts';
import { newWebhookSecret, rotateSecrets, secretContext } from './webhook-secret.ts';
import type { WebhookService, WebhookServiceDeps } from './webhook-service.ts';
import { toWebhookEndpointView } from './webhook-views.ts';

const HOUR_MS = 60 * 60_000;

/** Creates the part of `WebhookService` that manages endpoints and their secrets. */
export function createWebhookEndpoints(
  deps: WebhookServiceDeps,
): Omit<WebhookService, 'deliveries' | 'attempts' | 'resend' | 'resendSince' | 'sendTest'> {
  const { database, clock, cipher, local } = deps;
  const { webhookEndpoints, transaction } = database;

  function checkUrl(url: string): void {
    const problem = urlProblem(new URL(url), local);
    if (problem !== null) throw new ShopError('WEBHOOK_URL_REFUSED', { details: { problem } });
  }

  const view = async (id: string) =>
    toWebhookEndpointView(await getEndpoint(database, id), clock.now());

  /** Enables or disables an endpoint; does nothing when it is so already. */
  const setEnabled = (id: string, isEnabled: boolean, origin: CallOrigin) =>
    transaction(async () => {
      const now = clock.now();
      const isChanged = isEnabled
        ? await webhookEndpoints.enable(id, now)
        : await webhookEndpoints.disable(id, 'staff', now);
      if (isChanged) {
        const action = isEnabled ? 'webhook.enabled' : 'webhook.disabled';
        const details = isEnabled ? {} : { reason: 'staff' };
        await recordWebhookChange(deps, { action, endpointId: id, details }, origin);
      }
      return view(id);
    });

  return {
    create: ({ url, eventTypes, description }, origin) =>
      transaction(async () => {
        checkUrl(url);
        if ((await webhookEndpoints.count()) >= MAX_WEBHOOK_ENDPOINTS) {
          const details = { max: MAX_WEBHOOK_ENDPOINTS };
          throw new ShopError('WEBHOOK_ENDPOINTS_FULL', { details });
        }
        const now = clock.now();
        const id = webhookEndpoints.newId(now);
        const secret = newWebhookSecret();
        const { actor } = auditedOrigin(origin);
        const endpoint = {
          ...{ id, url, eventTypes, description },
          secrets: [{ sealed: cipher.seal(secret, secretContext(id)), expiresAt: null }],
          ...{ isEnabled: true, disabledReason: null, disabledAt: null, failingSince: null },
          createdBy: actor.id ?? actor.kind,
          ...{ createdAt: now, updatedAt: now },
        };
        await webhookEndpoints.insert(endpoint);
        const details = { types: eventTypes?.length ?? null };
        await recordWebhookChange(
          deps,
          { action: 'webhook.created', endpointId: id, details },
          origin,
        );
        return { endpoint: toWebhookEndpointView(endpoint, now), secret };
      }),

    async list(input) {
      const now = clock.now();
      return mapPage(await webhookEndpoints.list(input), (each) =>
        toWebhookEndpointView(each, now),
      );
    },

    get: ({ id }) => view(id),

    update: ({ id, changes }, origin) =>
      transaction(async () => {
        const before = await getEndpoint(database, id);
        const fields = omitUndefined(changes);
        if (fields.url !== undefined && fields.url !== before.url) checkUrl(fields.url);
        const now = clock.now();
        const endpoint = { ...before, ...fields, updatedAt: now };
        await webhookEndpoints.update(endpoint);
        const details = { fields: Object.keys(fields).join(' ') };
        await recordWebhookChange(
          deps,
          { action: 'webhook.updated', endpointId: id, details },
          origin,
        );
        return toWebhookEndpointView(endpoint, now);
      }),

    delete: ({ id }, origin) =>
      transaction(async () => {
        await getEndpoint(database, id);
        await webhookEndpoints.delete(id);
        await recordWebhookChange(deps, { action: 'webhook.deleted', endpointId: id }, origin);
        return { id };
      }),

    rotateSecret: ({ id, overlapHours }, origin) =>
      transaction(async () => {
        const before = await getEndpoint(database, id);
        const now = clock.now();
        const secret = newWebhookSecret();
        const sealed = cipher.seal(secret, secretContext(id));
        const overlapsUntil = new Date(now.getTime() + overlapHours * HOUR_MS);
        const secrets = rotateSecrets(before.secrets, sealed, { now, overlapsUntil });
        const endpoint = { ...before, secrets, updatedAt: now };
        await webhookEndpoints.update(endpoint);
        await recordWebhookChange(
          deps,
          { action: 'webhook.secret-rotated', endpointId: id, details: { overlapHours } },
          origin,
        );
        return { endpoint: toWebhookEndpointView(endpoint, now), secret };
      }),

    enable: ({ id }, origin) => setEnabled(id, true, origin),
    disable: ({ id }, origin) => setEnabled(id, false, origin),
  };
}
