import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocale } from 'use-intl';
import { useCan } from '../session/account.tsx';
import { api } from '../session/api.ts';

export interface ShopClock {
  /** IANA name. */
  readonly timeZone: string;
  /** A day and a time in that zone. */
  dateTime(timestamp: string): string;
}

/**
 * Returns the clock of the shop. Its time zone is that of the reports; accounts that may not read
 * them get that of their browser, whose name is shown beside inputs. Null while it is loading.
 */
export function useShopClock(): ShopClock | null {
  const locale = useLocale();
  const canRead = useCan('reports:read');
  const status = useQuery(
    api.admin.reports.status.queryOptions(canRead ? undefined : skipToken, {
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  const isLoading = canRead && status.isPending;
  const timeZone = status.data?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => {
    if (isLoading) return null;
    const format = new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone,
    });
    return { timeZone, dateTime: (timestamp) => format.format(new Date(timestamp)) };
  }, [isLoading, locale, timeZone]);
}
