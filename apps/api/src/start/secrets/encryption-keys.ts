import { randomBytes } from 'node:crypto';
import type { Database } from '@trastienda/db';
import { type Config, ConfigError, type EncryptionKeys as Keys } from '../../config/env.ts';
import { EncryptionKeys } from '../../config/environment-fields.ts';
import { KEYS_MISSING } from '../../config/environment-rules.ts';
import { loadOrCreateSecret, SecretFileError } from './kept-secret.ts';

/**
 * A new key as `TRASTIENDA_ENCRYPTION_KEYS` holds it; its id says when it was made, and differs from
 * those of the same day: keys that are configured together must not have one name.
 */
export function newEncryptionKey(now: Date): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '');
  const id = `k${day}-${randomBytes(4).toString('hex')}`;
  return `${id}:${randomBytes(32).toString('base64')}`;
}

/** What a key file that cannot be used means, whatever is wrong with it. */
const SEALED = `The secrets of second factors and the emails that wait to be sent are sealed with this key.
Put the file back from a backup, or set TRASTIENDA_ENCRYPTION_KEYS to the key.
Without the key they cannot be opened: accounts with a second factor cannot sign in until it is removed
from them, and those emails are never sent. docs/ACCOUNTS.md, "A lost encryption key", says how to go on.`;

const REPAIR = `. It should hold one line: the key as TRASTIENDA_ENCRYPTION_KEYS has it, which is a name,
a colon and 32 bytes in base64. Keep what is left of it.
${SEALED}`;

/** What of a database tells whether something in it is sealed. */
interface SealedStores {
  readonly accounts: Pick<Database['accounts'], 'listTotpSecrets'>;
  readonly emails: Pick<Database['emails'], 'status'>;
}

async function refuseIfSealed({ accounts, emails }: SealedStores, path: string): Promise<void> {
  const secrets = await accounts.listTotpSecrets('', 1);
  const { waiting } = await emails.status(new Date());
  if (secrets.length === 0 && waiting === 0) return;
  throw new SecretFileError(`${path} is missing, although the database needs it.\n${SEALED}`);
}

/**
 * The keys for data at rest: those of the configuration, or for an embedded database one that is
 * kept in `<dataDir>/encryption-key`. One is made only where nothing is sealed yet.
 *
 * @throws {ConfigError} when another database has none configured.
 * @throws {SecretFileError} when the file is damaged, or missing although something is sealed.
 */
export async function loadEncryptionKeys(config: Config, database: SealedStores): Promise<Keys> {
  const { encryptionKeys } = config.accounts;
  if (encryptionKeys !== null) return encryptionKeys;
  if (config.mongodbUri !== undefined) {
    throw new ConfigError([`TRASTIENDA_ENCRYPTION_KEYS ${KEYS_MISSING}`], []);
  }
  const { secret } = await loadOrCreateSecret(config.dataDir, {
    name: 'encryption-key',
    make: () => newEncryptionKey(new Date()),
    isWellFormed: (text) => EncryptionKeys.safeParse(text).success,
    repair: REPAIR,
    beforeMaking: (path) => refuseIfSealed(database, path),
  });
  return EncryptionKeys.parse(secret);
}
