import { buyerKeyOf } from '@trastienda/contract';
import type { AuthDeps } from '../auth-deps.ts';
import type { AccountService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { lockOwn } from './active-account.ts';
import { endAccess } from './end-access.ts';
import { requireAnotherOwner } from './owners.ts';
import { recipientOf } from './recipient.ts';

/** What is left of a deleted account is an id that orders and the audit log can refer to. */
export function createDeleteAccount(deps: AuthDeps): Pick<AccountService, 'delete'> {
  const { database, clock, mails, record } = deps;
  const { accounts, carts } = database;

  return {
    async delete({ accountId }, origin) {
      await database.transaction(async () => {
        const account = await lockOwn(accounts, accountId);
        await requireAnotherOwner(accounts, account);
        await endAccess(deps, accountId);
        await carts.removeByBuyer(buyerKeyOf({ kind: 'account', id: accountId }));
        await accounts.anonymise(accountId, clock.now());
        await record(origin, { action: 'account.deleted', subjectId: accountId });
        await mails.enqueue({ ...recipientOf(account), content: { template: 'account-deleted' } });
      });
      return ACKNOWLEDGED;
    },
  };
}
