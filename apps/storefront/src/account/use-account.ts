import { useRouteLoaderData } from 'react-router';
import type { loader } from '../routes/account/layout.tsx';

/** What the pages of an account know of it. */
export type AccountData = Awaited<ReturnType<typeof loader>>;

/** Returns what the pages of an account know of it. */
export function useAccountData(): AccountData {
  const data = useRouteLoaderData<typeof loader>('routes/account/layout');
  if (data === undefined) throw new Error('This is no page of an account.');
  return data;
}
