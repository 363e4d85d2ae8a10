import { createHash } from 'node:crypto';
import { emailKey } from '@trastienda/db';
import type { ActiveAccount } from '../base/active-account.ts';

/**
 * Stands for the address and the password that an account has now. A link or challenge that was
 * made for them is void when either has changed, even if it was made while they did.
 */
export function credentialsFingerprint({ email, passwordHash }: ActiveAccount): string {
  const credentials = JSON.stringify([emailKey(email), passwordHash]);
  return createHash('sha256').update(credentials).digest('base64url');
}
