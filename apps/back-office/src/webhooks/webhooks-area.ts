import { Webhook } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const webhooksArea: Area = {
  navigation: [
    {
      label: (t) => t('webhooks.navigation'),
      to: '/webhooks',
      icon: Webhook,
      group: 'system',
      permission: 'webhooks:write',
      key: 'w',
    },
  ],
  actions: [
    {
      label: (t) => t('webhooks.create'),
      icon: Webhook,
      permission: 'webhooks:write',
      to: '/webhooks?new=1',
    },
  ],
};
