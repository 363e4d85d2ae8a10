import { Settings } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const settingsArea: Area = {
  navigation: [
    {
      label: (t) => t('settings.navigation'),
      to: '/settings',
      icon: Settings,
      group: 'system',
      permission: null,
      key: ',',
    },
  ],
};
