import { Boxes } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const stockArea: Area = {
  navigation: [
    {
      label: (t) => t('stock.navigation'),
      to: '/stock',
      icon: Boxes,
      group: 'catalog',
      permission: 'stock:read',
      key: 's',
    },
  ],
};
