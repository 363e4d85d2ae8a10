import { createHash } from 'node:crypto';
import type { ActiveAccount } from '../base/active-account.ts';
import { emailKey } from '../collections/index.ts';

/**
 * Returns a hash of the account's current address and password. A link or challenge stores it and
 * is void once either has changed, even if it was issued during the change.
 */
export function credentialsFingerprint({ email, passwordHash }: ActiveAccount): string {
  const credentials = JSON.stringify([emailKey(email), passwordHash]);
  return createHash('sha256').update(credentials).digest('base64url');
}
