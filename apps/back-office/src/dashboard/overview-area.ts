import { LayoutDashboard } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const overviewArea: Area = {
  navigation: [
    {
      label: (t) => t('overview.navigation'),
      to: '/',
      icon: LayoutDashboard,
      group: 'overview',
      permission: null,
      key: 'h',
    },
  ],
};
