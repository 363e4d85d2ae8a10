import type { AuthDeps } from '../auth-deps.ts';
import { lockOwnAccount } from '../base/active-account.ts';
import { recipientOf } from '../base/recipient.ts';
import { emailKey } from '../collections/index.ts';
import type { AccountService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { requireAnotherOwner } from './require-another-owner.ts';
import { revokeAccess } from './revoke-access.ts';

/**
 * Replaces the names of API keys created by a deleted account: a name may contain personal data.
 */
const KEY_NAME = 'key of a deleted account';

/**
 * Creates the deletion of one's own account. An id stays, because the audit log and other data
 * refer to it. One transaction removes the account's data and records that the rest must be erased;
 * `onDeleted` does that at once, or a worker does it if this process dies first.
 */
export function createDeleteAccount(deps: AuthDeps): Pick<AccountService, 'delete'> {
  const { database, clock, emails, onDeleting, onDeleted, record, roles } = deps;
  const { accounts, apiKeys, oneTimeTokens } = database;

  return {
    async delete({ accountId }, origin) {
      await database.transaction(async () => {
        const account = await lockOwnAccount(accounts, accountId);
        await requireAnotherOwner(deps, account);
        await revokeAccess(deps, accountId);
        await apiKeys.renameByCreator(accountId, KEY_NAME);
        await onDeleting(accountId);
        const key = emailKey(account.email);
        // An older sign-up link would re-create the account.
        await oneTimeTokens.deleteByEmailKey(key);
        await accounts.dropEmailChangesTo(key);
        await accounts.anonymize(accountId, roles.initialRole, clock.now());
        await record(origin, { action: 'account.deleted', subjectId: accountId });
        await emails.enqueue({ ...recipientOf(account), content: { template: 'account-deleted' } });
      });
      await onDeleted(accountId);
      return ACKNOWLEDGED;
    },
  };
}
