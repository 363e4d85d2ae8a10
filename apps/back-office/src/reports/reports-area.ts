import { ChartNoAxesCombined } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const reportsArea: Area = {
  navigation: [
    {
      label: (t) => t('reports.navigation'),
      to: '/reports',
      icon: ChartNoAxesCombined,
      group: 'analyze',
      permission: 'reports:read',
      key: 'r',
    },
  ],
  actions: [
    {
      label: (t) => t('reports.taxAction'),
      icon: ChartNoAxesCombined,
      permission: 'reports:read',
      to: '/reports/taxes?period=lastMonth',
    },
  ],
};
