import { useLocation, useNavigation, useSearchParams } from 'react-router';
import { type ListState, readListState } from './list-state.ts';

interface Shown {
  /** What the page shows. */
  readonly state: ListState;
  /** What it will show: the choices of a visitor count before their results are there. */
  readonly next: ListState;
  readonly isLoading: boolean;
}

/** Reads the state of the list from the address, and from the one that is being loaded. */
export function useListState(minorUnitDigits: number): Shown {
  const [query] = useSearchParams();
  const { pathname } = useLocation();
  const { location } = useNavigation();
  const state = readListState(query, minorUnitDigits);
  const isLoading = location !== undefined && location.pathname === pathname;
  const next = isLoading
    ? readListState(new URLSearchParams(location.search), minorUnitDigits)
    : state;
  return { state, next, isLoading };
}
