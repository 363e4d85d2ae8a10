import { useQuery } from '@tanstack/react-query';
import { api } from './api.ts';

/** Returns the query of the shop's settings, which change only by price lists and restarts. */
export function useShopSettings() {
  return useQuery(api.shop.settings.queryOptions(undefined, { staleTime: 60_000 }));
}
