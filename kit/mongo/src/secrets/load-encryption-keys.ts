import { randomBytes } from 'node:crypto';
import type { EncryptionKey } from './cipher.ts';
import { loadOrCreateSecret } from './secret-file.ts';

const KEY_BYTES = 32;

const REPAIR = `. It should hold ${KEY_BYTES} bytes in base64. Put it back from a backup:
texts in the database that were sealed with its key cannot be opened without it.`;

/**
 * Returns the encryption key of a data directory, from its file `encryption-key`, which the first
 * call creates. For programs whose database is in the same directory; processes on several machines
 * need the same keys, from their environment.
 *
 * @throws {SecretFileError} when the file is damaged.
 */
export async function loadEncryptionKeys(dataDir: string): Promise<readonly [EncryptionKey]> {
  const { secret } = await loadOrCreateSecret(dataDir, {
    name: 'encryption-key',
    make: () => randomBytes(KEY_BYTES).toString('base64'),
    isWellFormed: (text) => Buffer.from(text, 'base64').length === KEY_BYTES,
    repair: REPAIR,
  });
  return [{ id: 'k1', key: Buffer.from(secret, 'base64') }];
}
