import type { AuthDeps } from '../auth-deps.ts';

/** Ends all that lets somebody act as the account, in the transaction of its caller. */
export async function revokeAccess(
  { database: { sessions, oneTimeTokens, apiKeys }, clock }: AuthDeps,
  accountId: string,
): Promise<void> {
  await sessions.deleteByAccount(accountId);
  await oneTimeTokens.deleteByAccount(accountId);
  await apiKeys.revokeByCreator(accountId, clock.now());
}
