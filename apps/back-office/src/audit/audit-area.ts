import { ScrollText } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const auditArea: Area = {
  navigation: [
    {
      label: (t) => t('audit.navigation'),
      to: '/audit',
      icon: ScrollText,
      group: 'system',
      permission: 'audit:read',
      key: 'u',
    },
  ],
};
