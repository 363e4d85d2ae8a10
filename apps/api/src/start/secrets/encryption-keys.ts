import { randomBytes } from 'node:crypto';
import { loadOrCreateSecret, SecretFileError } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';
import { type Config, ConfigError, type EncryptionKeys as Keys } from '../../config/env.ts';
import { EncryptionKeys } from '../../config/environment-fields.ts';
import { KEYS_MISSING } from '../../config/environment-rules.ts';

/**
 * Returns a new entry for `TRASTIENDA_ENCRYPTION_KEYS`. Its id has the date and differs from those
 * of the same day, because configured ids must be unique.
 */
export function newEncryptionKey(now: Date): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '');
  const id = `k${day}-${randomBytes(4).toString('hex')}`;
  return `${id}:${randomBytes(32).toString('base64')}`;
}

/** Consequences of an unusable key file. */
const SEALED = `The secrets of second factors and webhooks and the emails that wait to be sent are sealed with this key.
Put the file back from a backup, or set TRASTIENDA_ENCRYPTION_KEYS to the key.
Without the key they cannot be opened: accounts with a second factor cannot sign in until it is removed
from them, and those emails are never sent. docs/ACCOUNTS.md, "A lost encryption key", says how to go on.`;

const REPAIR = `. It should hold one line: the key as TRASTIENDA_ENCRYPTION_KEYS has it, which is a name,
a colon and 32 bytes in base64. Keep what is left of it.
${SEALED}`;

/** The stores that show whether the database has encrypted data. */
interface SealedStores {
  readonly accounts: Pick<Database['accounts'], 'listTotpSecrets'>;
  readonly emails: Pick<Database['emails'], 'status'>;
  readonly webhookEndpoints: Pick<Database['webhookEndpoints'], 'count'>;
}

async function refuseIfSealed(
  { accounts, emails, webhookEndpoints }: SealedStores,
  path: string,
): Promise<void> {
  const secrets = await accounts.listTotpSecrets('', 1);
  const { waiting } = await emails.status(new Date());
  const endpoints = await webhookEndpoints.count();
  if (secrets.length === 0 && waiting === 0 && endpoints === 0) return;
  throw new SecretFileError(`${path} is missing, although the database needs it.\n${SEALED}`);
}

/**
 * Returns the keys for data at rest: the configured ones, or for an embedded database that of
 * `<dataDir>/encryption-key`, which is created only while nothing is encrypted.
 *
 * @throws {ConfigError} when another database has no configured key.
 * @throws {SecretFileError} when the file is damaged, or missing although data is encrypted.
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
