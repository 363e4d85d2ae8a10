import { can } from '@trastienda/shop-client';
import { NAVIGATION_GROUPS, type NavigationEntry, type NavigationGroup } from '../areas/area.ts';
import { AREAS } from '../areas/areas.ts';
import { useSignedIn } from '../session/account.tsx';

export interface NavigationSection {
  readonly group: NavigationGroup;
  readonly entries: readonly NavigationEntry[];
}

/** Returns the pages that the signed-in account may see, by the head that they stand under. */
export function useNavigation(): readonly NavigationSection[] {
  const { account } = useSignedIn();
  const entries = AREAS.flatMap((area) => area.navigation).filter(
    ({ permission }) => permission === null || can(account, permission),
  );
  return NAVIGATION_GROUPS.map((group) => ({
    group,
    entries: entries.filter((entry) => entry.group === group),
  })).filter((section) => section.entries.length > 0);
}
