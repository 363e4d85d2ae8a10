import { PackageOpen, ReceiptText } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const ordersArea: Area = {
  navigation: [
    {
      label: (t) => t('orders.navigation'),
      to: '/orders',
      icon: ReceiptText,
      group: 'sell',
      permission: 'orders:read',
      key: 'o',
    },
  ],
  actions: [
    {
      label: (t) => t('orders.toPack'),
      icon: PackageOpen,
      permission: 'orders:read',
      to: '/orders?status=paid',
    },
  ],
  searches: [
    {
      id: 'orders',
      label: (t) => t('orders.navigation'),
      icon: ReceiptText,
      permission: 'orders:read',
      async search(client, search, signal) {
        const page = await client.admin.orders.search.query({ search, limit: 6 }, { signal });
        return page.items.map(({ id, number, name }) => ({
          id,
          label: number,
          detail: name,
          to: `/orders/${id}`,
        }));
      },
    },
  ],
};
