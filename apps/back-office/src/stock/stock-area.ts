import { Boxes, Upload } from 'lucide-react';
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
  actions: [
    {
      label: (t) => t('stock.import.action'),
      icon: Upload,
      permission: 'stock:write',
      to: '/stock/import',
    },
  ],
};
