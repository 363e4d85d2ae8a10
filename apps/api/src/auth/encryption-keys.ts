import { randomBytes } from 'node:crypto';
import { type Config, ConfigError, type EncryptionKeys as Keys } from '../env.ts';
import { EncryptionKeys } from '../environment-fields.ts';
import { KEYS_MISSING } from '../environment-rules.ts';
import { loadOrCreateSecret } from './kept-secret.ts';

/**
 * A new key as `TRASTIENDA_ENCRYPTION_KEYS` holds it; its id says when it was made, and differs from
 * those of the same day: keys that are configured together must not have one name.
 */
export function newEncryptionKey(now: Date): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '');
  const id = `k${day}-${randomBytes(4).toString('hex')}`;
  return `${id}:${randomBytes(32).toString('base64')}`;
}

/**
 * The keys for data at rest: those of the configuration, or for an embedded database one that is
 * kept in `<dataDir>/encryption-key`. A `ConfigError` for another database without any.
 */
export async function loadEncryptionKeys(config: Config): Promise<Keys> {
  const { encryptionKeys } = config.accounts;
  if (encryptionKeys !== null) return encryptionKeys;
  if (config.mongodbUri !== undefined) {
    throw new ConfigError([`TRASTIENDA_ENCRYPTION_KEYS ${KEYS_MISSING}`], []);
  }
  const { secret } = await loadOrCreateSecret(config.dataDir, {
    name: 'encryption-key',
    make: () => newEncryptionKey(new Date()),
    isWellFormed: (text) => EncryptionKeys.safeParse(text).success,
  });
  return EncryptionKeys.parse(secret);
}
