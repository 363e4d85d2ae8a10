import type { AuthDeps } from '../auth-deps.ts';

/** Revokes the account's sessions, links and API keys in the caller's transaction. */
export async function revokeAccess(
  { database: { oneTimeTokens, apiKeys }, clock, sessions }: AuthDeps,
  accountId: string,
): Promise<void> {
  await sessions.endAll(accountId);
  await oneTimeTokens.deleteByAccount(accountId);
  await apiKeys.revokeByCreator(accountId, clock.now());
}
