import { AuthError } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import { toAccountView } from '../base/account-view.ts';
import { getOwnAccount } from '../base/active-account.ts';
import type { AccountService } from '../services.ts';

/** Creates reading and updating one's own profile. */
export function createUpdateAccount({
  database,
  record,
  roles,
}: AuthDeps): Pick<AccountService, 'get' | 'update'> {
  const { accounts } = database;

  return {
    async get({ accountId }) {
      return toAccountView(await getOwnAccount(accounts, accountId), roles);
    },

    async update({ accountId }, { name, locale }, origin) {
      if (name === undefined && locale === undefined) {
        return toAccountView(await getOwnAccount(accounts, accountId), roles);
      }
      return database.transaction(async () => {
        const account = await accounts.updateProfile(accountId, {
          ...(name !== undefined && { name }),
          ...(locale !== undefined && { locale }),
        });
        if (account === null) throw new AuthError('SESSION_ENDED');
        await record(origin, {
          action: 'account.updated',
          subjectId: accountId,
          details: { name: name !== undefined, locale: locale !== undefined },
        });
        return toAccountView(account, roles);
      });
    },
  };
}
