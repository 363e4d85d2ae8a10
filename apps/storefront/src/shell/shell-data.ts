import { useRouteLoaderData } from 'react-router';
import type { loadShell } from './load-shell.ts';

/** What the root has loaded. */
export type ShellData = Awaited<ReturnType<typeof loadShell>>;

/** Returns what every page knows; undefined on the error page of a root that failed. */
export function useShellData(): ShellData | undefined {
  return useRouteLoaderData<typeof loadShell>('root');
}
