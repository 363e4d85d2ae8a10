/**
 * Returns the encryption context that binds a sealed secret to its account, so that it cannot be
 * moved to another account in the database.
 */
export function totpContext(accountId: string): string {
  return `totp:${accountId}`;
}
