import type { AuthDeps } from '../auth-deps.ts';
import type { ActiveAccount } from '../base/active-account.ts';
import { recipientOf } from '../base/recipient.ts';

/**
 * Sets a new password in the caller's transaction, which must hold the account's lock. Ends every
 * access that the old password gave: sessions (except `exceptSessionId`), reset links, pending
 * changes of address and pending sign-ins. API keys stay, because other systems depend on them; a
 * password reset, the usual step after a theft, revokes them separately.
 */
export async function replacePassword(
  { database: { accounts, oneTimeTokens }, emails, sessions }: AuthDeps,
  account: ActiveAccount,
  passwordHash: string,
  exceptSessionId?: string,
): Promise<void> {
  await accounts.setPassword(account.id, passwordHash);
  await sessions.endAll(account.id, exceptSessionId);
  await oneTimeTokens.deleteByAccount(account.id);
  await emails.enqueue({ ...recipientOf(account), content: { template: 'password-changed' } });
}
