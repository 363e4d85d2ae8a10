/** An account as its server describes it, with what it may do. */
export interface PermissionHolder<Permission extends string> {
  readonly permissions: readonly Permission[];
}

/**
 * Returns true when an account holds a permission; false for a visitor. For what a page shows: the
 * server checks each call itself.
 *
 * @example
 * const { account } = useSession(client);
 * return can(account, 'orders:refund') ? <RefundButton /> : null;
 */
export function can<Permission extends string>(
  account: PermissionHolder<Permission> | null | undefined,
  permission: NoInfer<Permission>,
): boolean {
  return account?.permissions.includes(permission) ?? false;
}
