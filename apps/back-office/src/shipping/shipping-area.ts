import { Truck } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const shippingArea: Area = {
  navigation: [
    {
      label: (t) => t('shipping.navigation'),
      to: '/shipping',
      icon: Truck,
      group: 'sell',
      permission: 'pricing:read',
      key: 'v',
    },
  ],
  actions: [
    {
      label: (t) => t('shipping.create'),
      icon: Truck,
      permission: 'pricing:write',
      to: '/shipping/new',
    },
  ],
};
