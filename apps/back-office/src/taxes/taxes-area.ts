import { Landmark } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const taxesArea: Area = {
  navigation: [
    {
      label: (t) => t('taxes.navigation'),
      to: '/taxes',
      icon: Landmark,
      group: 'sell',
      permission: 'pricing:read',
      key: 't',
    },
  ],
  actions: [
    {
      label: (t) => t('taxes.create'),
      icon: Landmark,
      permission: 'pricing:write',
      to: '/taxes?new=1',
    },
  ],
};
