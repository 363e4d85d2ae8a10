import type { AuthDeps } from '../auth-deps.ts';
import { toAccountView } from '../base/account-view.ts';
import { activeOrNull } from '../base/active-account.ts';
import type { AuthService } from '../services.ts';

/** Creates the answer to "who am I?", which visitors get too. */
export function createDescribeCaller({
  database: { accounts },
  roles,
}: AuthDeps): Pick<AuthService, 'me'> {
  return {
    async me({ actor }) {
      if (actor.kind === 'machine') {
        return { kind: 'machine', name: actor.name, permissions: [...actor.permissions] };
      }
      if (actor.kind !== 'account') {
        const hasEndedSession = actor.kind === 'anonymous' && actor.hasEndedSession === true;
        return { kind: 'visitor', hasEndedSession, permissions: [] };
      }
      const found = activeOrNull(await accounts.find(actor.accountId));
      // The account was disabled or deleted since the session was read, which has ended with it.
      if (found === null) return { kind: 'visitor', hasEndedSession: true, permissions: [] };
      const account = toAccountView(found, roles);
      const { permissions } = account;
      const { isRecent } = actor;
      return permissions.length === 0
        ? { kind: 'account', account, permissions, isRecent }
        : { kind: 'staff', account, permissions, isRecent };
    },
  };
}
