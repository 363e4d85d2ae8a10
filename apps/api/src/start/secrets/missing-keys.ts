import { createCipher } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';
import type { EncryptionKeys } from '../../config/env.ts';

/** The oldest accounts: those encrypted with an older key. */
const SAMPLE = 100;

/**
 * Returns ids of keys that encrypt second factors but are not configured: their owners cannot sign
 * in. Checks the oldest hundred accounts, where a removed key shows.
 */
export async function findMissingKeys(
  accounts: Pick<Database['accounts'], 'listTotpSecrets'>,
  keys: EncryptionKeys,
): Promise<readonly string[]> {
  const { keyIdOf } = createCipher(keys);
  const configured = new Set(keys.map(({ id }) => id));
  const secrets = await accounts.listTotpSecrets('', SAMPLE);
  const used = new Set(secrets.map(({ secret }) => keyIdOf(secret)));
  return [...used].filter((id) => !configured.has(id)).sort();
}
