import { useQuery } from '@tanstack/react-query';
import { api } from '../session/api.ts';

/** Returns how many minor units payments of a currency move in; 1 until the settings are there. */
export function usePayableStep(currency: string): number {
  const settings = useQuery(api.shop.settings.queryOptions());
  return settings.data?.currencies.find(({ code }) => code === currency)?.payableStep ?? 1;
}
