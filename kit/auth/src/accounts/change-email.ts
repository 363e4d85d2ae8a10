import { AuthError } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import { type ActiveAccount, activeOrNull, lockOwnAccount } from '../base/active-account.ts';
import { findRecipient, recipientOf } from '../base/recipient.ts';
import { emailKey, type OneTimeToken } from '../collections/index.ts';
import type { AccountEmail } from '../emails/email.ts';
import type { AccountService, AuthService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';

type Side = 'old' | 'new';

function readPayload({ payload }: OneTimeToken): { changeId: string; side: Side } {
  const { changeId, side } = payload;
  if (changeId === undefined || (side !== 'old' && side !== 'new')) {
    throw new Error('The token of a change of address lacks what it was for.');
  }
  return { changeId, side };
}

/**
 * Creates the change of an email address. It needs both mailboxes: the old one, so that a stolen
 * session cannot take over the account, and the new one, so that it belongs to the account's owner.
 * The second confirmation completes the change.
 */
export function createChangeEmail(
  deps: AuthDeps,
): Pick<AccountService, 'requestEmailChange'> & Pick<AuthService, 'confirmEmailChange'> {
  const { database, clock, emails, record, throttle, tokens } = deps;
  const { accounts, oneTimeTokens } = database;

  /**
   * Composes the email to the new address. If that address belongs to another account, its owner
   * gets a notice without a link.
   */
  const emailToNew = async (
    account: ActiveAccount,
    email: string,
    link: { readonly token: string; readonly expiresInMinutes: number },
  ): Promise<AccountEmail> => {
    const holder = await findRecipient(accounts, emailKey(email));
    if (holder !== null && holder.accountId !== account.id) {
      return { ...holder.recipient, content: { template: 'email-in-use' } };
    }
    const content = { template: 'confirm-new-email', ...link } as const;
    return { ...recipientOf({ ...account, email }), content };
  };

  const complete = async (account: ActiveAccount, changeId: string, newEmail: string) => {
    const isComplete = await accounts.completeEmailChange(account.id, changeId, clock.now());
    if (!isComplete) throw new AuthError('LINK_INVALID');
    // Links still waiting in the old mailbox must no longer open the account.
    await oneTimeTokens.deleteByAccount(account.id);
    await oneTimeTokens.deleteByEmailKey(emailKey(account.email));
    const content = { template: 'email-changed', newEmail } as const;
    await emails.enqueue({ ...recipientOf(account), content });
  };

  return {
    async requestEmailChange({ accountId }, { email }, origin) {
      const key = emailKey(email);
      await throttle.email('change-email', key, origin.source);
      await database.transaction(async () => {
        const account = await lockOwnAccount(accounts, accountId);
        // Only the latest request can be confirmed.
        await oneTimeTokens.deleteByAccount(accountId, 'change-email');
        const changeId = accounts.newId();
        const issue = (side: Side) =>
          tokens.issue({ purpose: 'change-email', accountId, payload: { changeId, side } });
        const forOld = await issue('old');
        const forNew = await issue('new');
        await accounts.startEmailChange(accountId, {
          id: changeId,
          email,
          emailKey: key,
          isOldConfirmed: false,
          isNewConfirmed: false,
          expiresAt: forNew.expiresAt,
        });
        const { expiresInMinutes } = forOld;
        await emails.enqueue({
          ...recipientOf(account),
          content: {
            template: 'confirm-old-email',
            newEmail: email,
            token: forOld.secret,
            expiresInMinutes,
          },
        });
        const link = { token: forNew.secret, expiresInMinutes };
        await emails.enqueue(await emailToNew(account, email, link));
        await record(origin, {
          action: 'account.email-change-requested',
          subjectId: accountId,
          details: { changeId },
        });
      });
      return ACKNOWLEDGED;
    },

    async confirmEmailChange({ token }, origin) {
      await throttle.link(origin.source);
      return database.transaction(async () => {
        const consumed = await tokens.consume(token, 'change-email');
        if (consumed === null || consumed.accountId === null) throw new AuthError('LINK_INVALID');
        const { accountId } = consumed;
        const { changeId, side } = readPayload(consumed);
        const account = activeOrNull(
          await accounts.confirmEmailChange(accountId, changeId, side, clock.now()),
        );
        const change = account?.emailChange ?? null;
        if (account === null || change === null) throw new AuthError('LINK_INVALID');
        if (!change.isOldConfirmed || !change.isNewConfirmed) return { isComplete: false };
        await complete(account, changeId, change.email);
        await record(origin, {
          action: 'account.email-changed',
          subjectId: accountId,
          details: { changeId },
        });
        return { isComplete: true };
      });
    },
  };
}
