import { useSyncExternalStore } from 'react';
import type { Stored } from './stored.ts';

/** Returns a stored value and renders again when it changes. */
export function useStored<Value>(stored: Stored<Value>): Value {
  return useSyncExternalStore(stored.subscribe, stored.get, stored.get);
}
