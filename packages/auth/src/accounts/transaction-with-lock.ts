import type { AuthDeps } from '../auth-deps.ts';

/**
 * Runs a transaction that locks an account after those before it in this process. Many sign-ins to
 * one account at once would otherwise conflict until some of them give up.
 */
export function transactionWithLock<Result>(
  { database, locks }: Pick<AuthDeps, 'database' | 'locks'>,
  accountId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return locks.run(accountId, () => database.transaction(work));
}
