import { Activity } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const consumersArea: Area = {
  navigation: [
    {
      label: (t) => t('consumers.navigation'),
      to: '/events',
      icon: Activity,
      group: 'system',
      permission: 'events:read',
      key: 'e',
    },
  ],
};
