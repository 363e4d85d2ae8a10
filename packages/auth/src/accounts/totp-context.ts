/** Binds a sealed secret to its account: it cannot be moved to another one in the database. */
export function totpContext(accountId: string): string {
  return `totp:${accountId}`;
}
