import { type Cipher, UnsealError } from '@trastienda/mongo';
import { MAX_WEBHOOK_ENDPOINTS } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import { secretContext } from './webhook-secret.ts';

/** Result of a rotation of encryption keys. */
export interface ResealedSecrets {
  readonly resealed: number;
  /** Number of secrets by the id of the key that seals them. */
  readonly byKey: Readonly<Record<string, number>>;
  /** Number of secrets that no configured key opens. */
  readonly unopenable: number;
}

/** Seals the secrets of webhooks with the current key, the last step of a key rotation. */
export async function resealWebhookSecrets({
  database: { webhookEndpoints },
  cipher,
}: {
  readonly database: Pick<Database, 'webhookEndpoints'>;
  readonly cipher: Cipher;
}): Promise<ResealedSecrets> {
  let resealed = 0;
  let unopenable = 0;
  const byKey: Record<string, number> = {};

  /** Returns the seal of a secret after the rotation. */
  async function reseal(endpointId: string, sealed: string): Promise<string> {
    if (cipher.isCurrent(sealed)) return sealed;
    const context = secretContext(endpointId);
    try {
      const replacement = cipher.seal(cipher.open(sealed, context), context);
      if (!(await webhookEndpoints.reseal(endpointId, sealed, replacement))) return sealed;
      resealed += 1;
      return replacement;
    } catch (error) {
      if (!(error instanceof UnsealError)) throw error;
      unopenable += 1;
      return sealed;
    }
  }

  const { items } = await webhookEndpoints.list({ limit: MAX_WEBHOOK_ENDPOINTS });
  for (const { id, secrets } of items) {
    for (const { sealed } of secrets) {
      const keyId = cipher.keyIdOf(await reseal(id, sealed));
      byKey[keyId] = (byKey[keyId] ?? 0) + 1;
    }
  }
  return { resealed, byKey, unopenable };
}
