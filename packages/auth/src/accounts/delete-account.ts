import { buyerKeyOf } from '@trastienda/contract';
import { emailKey } from '@trastienda/db';
import type { AuthDeps } from '../auth-deps.ts';
import { lockOwnAccount } from '../base/active-account.ts';
import { recipientOf } from '../base/recipient.ts';
import type { AccountService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { requireAnotherOwner } from './require-another-owner.ts';
import { revokeAccess } from './revoke-access.ts';

/** What a key is called whose maker has deleted the account: the name may be a person's. */
const KEY_NAME = 'key of a deleted account';

/**
 * Deletes one's own account. What is left is an id that orders and the audit log refer to. One
 * transaction takes out what accounts are made of and notes that the rest is to be erased;
 * `onDeleted` does that at once, and a worker does it when this process dies before.
 */
export function createDeleteAccount(deps: AuthDeps): Pick<AccountService, 'delete'> {
  const { database, clock, emails, onDeleted, record } = deps;
  const { accounts, apiKeys, carts, oneTimeTokens } = database;

  return {
    async delete({ accountId }, origin) {
      await database.transaction(async () => {
        const account = await lockOwnAccount(accounts, accountId);
        await requireAnotherOwner(accounts, account);
        await revokeAccess(deps, accountId);
        await apiKeys.renameByCreator(accountId, KEY_NAME);
        await carts.removeByBuyer(buyerKeyOf({ kind: 'account', id: accountId }));
        const key = emailKey(account.email);
        // An older link of a sign-up would bring the account back to life.
        await oneTimeTokens.deleteByEmailKey(key);
        await accounts.dropEmailChangesTo(key);
        await accounts.anonymise(accountId, clock.now());
        await record(origin, { action: 'account.deleted', subjectId: accountId });
        await emails.enqueue({ ...recipientOf(account), content: { template: 'account-deleted' } });
      });
      await onDeleted(accountId);
      return ACKNOWLEDGED;
    },
  };
}
