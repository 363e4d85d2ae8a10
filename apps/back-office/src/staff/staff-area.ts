import { UserPlus, UsersRound } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const staffArea: Area = {
  navigation: [
    {
      label: (t) => t('staff.navigation'),
      to: '/staff',
      icon: UsersRound,
      group: 'system',
      permission: 'accounts:read',
      key: 'a',
    },
  ],
  actions: [
    {
      label: (t) => t('staff.invite'),
      icon: UserPlus,
      permission: 'accounts:write',
      to: '/staff?invite=1',
    },
  ],
};
