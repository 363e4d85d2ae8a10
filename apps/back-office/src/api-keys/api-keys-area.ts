import { KeyRound } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const apiKeysArea: Area = {
  navigation: [
    {
      label: (t) => t('apiKeys.navigation'),
      to: '/api-keys',
      icon: KeyRound,
      group: 'system',
      permission: 'api-keys:write',
      key: 'k',
    },
  ],
  actions: [
    {
      label: (t) => t('apiKeys.create'),
      icon: KeyRound,
      permission: 'api-keys:write',
      to: '/api-keys?new=1',
    },
  ],
};
