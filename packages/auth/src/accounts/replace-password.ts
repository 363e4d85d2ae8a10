import type { AuthDeps } from '../auth-deps.ts';
import type { ActiveAccount } from '../base/active-account.ts';
import { recipientOf } from '../base/recipient.ts';

/**
 * Puts a new password in place, in the transaction of its caller, who has locked the account in it.
 * Whoever knew the old one loses what it got them: sessions (but for `exceptSessionId`), links to
 * reset it, changes of address that wait, sign-ins that wait for a second factor. API keys stay:
 * systems run by them, and a reset, which is what follows a theft, revokes them by itself.
 */
export async function replacePassword(
  { database: { accounts, sessions, oneTimeTokens }, emails }: AuthDeps,
  account: ActiveAccount,
  passwordHash: string,
  exceptSessionId?: string,
): Promise<void> {
  await accounts.setPassword(account.id, passwordHash);
  await sessions.deleteByAccount(account.id, exceptSessionId);
  await oneTimeTokens.deleteByAccount(account.id);
  await emails.enqueue({ ...recipientOf(account), content: { template: 'password-changed' } });
}
