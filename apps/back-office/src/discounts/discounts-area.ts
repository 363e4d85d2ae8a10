import { BadgePercent } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const discountsArea: Area = {
  navigation: [
    {
      label: (t) => t('discounts.navigation'),
      to: '/discounts',
      icon: BadgePercent,
      group: 'sell',
      permission: 'pricing:read',
      key: 'd',
    },
  ],
  actions: [
    {
      label: (t) => t('discounts.create'),
      icon: BadgePercent,
      permission: 'pricing:write',
      to: '/discounts/new',
    },
  ],
};
