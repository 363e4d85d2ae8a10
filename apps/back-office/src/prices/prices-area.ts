import { Coins } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const pricesArea: Area = {
  navigation: [
    {
      label: (t) => t('prices.navigation'),
      to: '/prices',
      icon: Coins,
      group: 'catalog',
      permission: 'pricing:read',
      key: 'i',
    },
  ],
};
