import { keepPreviousData, skipToken, useQueries, useQuery } from '@tanstack/react-query';
import { EmailAddress, MAX_PAGE_SIZE } from '@trastienda/shop-contract';
import { api } from '../session/api.ts';
import { cursorOf } from '../table/cursor-of.ts';
import type { ListPage } from '../table/list-page.ts';
import { type Role, STAFF_ROLES, type StaffAccount } from './account.ts';

const PAGE_SIZE = 50;

export interface StaffFilters {
  readonly filters: { readonly email?: string; readonly role?: Role };
  readonly cursor: string | undefined;
  readonly hasFilters: boolean;
}

/**
 * Returns a page of accounts: those of a role, the one with an email address, or without a filter all
 * staff by role, which a shop has few of.
 */
export function useStaffPage({
  filters,
  cursor,
  hasFilters,
}: StaffFilters): ListPage<StaffAccount> {
  const email = EmailAddress.safeParse(filters.email);
  const isFound = filters.email === undefined || email.success;
  const filtered = useQuery(
    api.admin.accounts.list.queryOptions(
      hasFilters && isFound
        ? {
            limit: PAGE_SIZE,
            ...(filters.role !== undefined && { role: filters.role }),
            ...(email.success && { email: email.data }),
            ...cursorOf({ cursor }),
          }
        : skipToken,
      { placeholderData: keepPreviousData },
    ),
  );
  const byRole = useQueries({
    queries: STAFF_ROLES.map((role) =>
      api.admin.accounts.list.queryOptions({ role, limit: MAX_PAGE_SIZE }),
    ),
  });
  if (hasFilters) {
    // Text that is no email address matches no account.
    return isFound ? filtered : { ...filtered, data: { items: [], nextCursor: null }, error: null };
  }
  return {
    data: byRole.every(({ data }) => data !== undefined)
      ? { items: byRole.flatMap(({ data }) => data?.items ?? []), nextCursor: null }
      : undefined,
    error: byRole.find(({ error }) => error !== null)?.error ?? null,
    isFetching: byRole.some(({ isFetching }) => isFetching),
    isPlaceholderData: false,
    refetch: () => Promise.all(byRole.map(({ refetch }) => refetch())),
  };
}
