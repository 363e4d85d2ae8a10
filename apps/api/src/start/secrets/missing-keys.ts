import type { Database } from '@trastienda/db';
import { createCipher } from '@trastienda/runtime';
import type { EncryptionKeys } from '../../config/env.ts';

/** The accounts that are there longest: those that an older key has sealed. */
const SAMPLE = 100;

/**
 * Ids of keys that second factors are sealed with and that are not configured: their owners cannot
 * sign in. It looks at the oldest hundred, which is where a key goes missing when it is replaced.
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
