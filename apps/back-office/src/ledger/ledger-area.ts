import { BookOpenText, Scale } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const ledgerArea: Area = {
  navigation: [
    {
      label: (t) => t('ledger.navigation'),
      to: '/ledger',
      icon: BookOpenText,
      group: 'analyze',
      permission: 'ledger:read',
      key: 'l',
    },
  ],
  actions: [
    {
      label: (t) => t('ledger.reconcile'),
      icon: Scale,
      permission: 'ledger:read',
      to: '/ledger/reconciliation',
    },
  ],
};
