import { createHmac, randomBytes } from 'node:crypto';
import type { Cipher } from '@trastienda/mongo';
import type { WebhookEndpointState, WebhookSecret } from '@trastienda/shop-db';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** Secrets that are valid at once; the oldest ends early when there are more. */
const MAX_SECRETS = 5;

/** Returns a new secret in the form of Standard Webhooks. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** Ties a sealed secret to its endpoint. */
export const secretContext = (endpointId: string) => `webhook-secret:${endpointId}`;

/** Returns the secrets that sign at this time, the current one first. */
export const activeSecrets = (secrets: readonly WebhookSecret[], now: Date) =>
  secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);

/** Returns the secrets after a rotation; the present ones end with the overlap at the latest. */
export function rotateSecrets(
  secrets: readonly WebhookSecret[],
  sealed: string,
  { now, overlapsUntil }: { readonly now: Date; readonly overlapsUntil: Date },
): readonly WebhookSecret[] {
  const earlier = secrets.map((secret) => {
    const { expiresAt } = secret;
    return {
      ...secret,
      expiresAt: expiresAt && expiresAt < overlapsUntil ? expiresAt : overlapsUntil,
    };
  });
  return [{ sealed, expiresAt: null }, ...activeSecrets(earlier, now)].slice(0, MAX_SECRETS);
}

function signatureWith(secret: string, content: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}

/**
 * Signs a webhook of an endpoint as Standard Webhooks has it, once with each active secret.
 * @throws {UnsealError} when the key of a secret is not configured.
 */
export function signatureHeaders(
  { id, secrets }: Pick<WebhookEndpointState, 'id' | 'secrets'>,
  { webhookId, body }: { readonly webhookId: string; readonly body: string },
  { cipher, now }: { readonly cipher: Cipher; readonly now: Date },
): Readonly<Record<string, string>> {
  const timestamp = Math.floor(now.getTime() / 1000);
  const signatures = activeSecrets(secrets, now).map(({ sealed }) =>
    signatureWith(cipher.open(sealed, secretContext(id)), `${webhookId}.${timestamp}.${body}`),
  );
  return {
    'webhook-id': webhookId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
