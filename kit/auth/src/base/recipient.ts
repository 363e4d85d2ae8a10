import type { AccountStore } from '../collections/index.ts';
import type { AccountEmail } from '../emails/email.ts';
import type { ActiveAccount } from './active-account.ts';

/** Recipient and language of an email. */
export type Recipient = Pick<AccountEmail, 'to' | 'locale'>;

/** Returns the owner of an account as an email recipient. */
export function recipientOf({
  email,
  name,
  locale,
}: Pick<ActiveAccount, 'email' | 'name' | 'locale'>): Recipient {
  return { to: { email, name }, locale };
}

/**
 * Finds the account that has an address, disabled accounts included. The recipient is the address
 * as the account stores it: the address as typed may be another mailbox with the same key.
 */
export async function findRecipient(
  accounts: AccountStore,
  emailKey: string,
): Promise<{ readonly accountId: string; readonly recipient: Recipient } | null> {
  const account = await accounts.findByEmailKey(emailKey);
  if (account === null || account.email === null) return null;
  const recipient = recipientOf({ ...account, email: account.email });
  return { accountId: account.id, recipient };
}
