import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Returns true once scripts run: false in what the server renders, and while the browser takes it over. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
