import { Users } from 'lucide-react';
import type { Area } from '../areas/area.ts';
import { isWholeEmail } from './email-filter.ts';

export const customersArea: Area = {
  navigation: [
    {
      label: (t) => t('customers.navigation'),
      to: '/customers',
      icon: Users,
      group: 'sell',
      permission: 'accounts:read',
      key: 'c',
    },
  ],
  searches: [
    {
      id: 'customers',
      label: (t) => t('customers.navigation'),
      icon: Users,
      permission: 'accounts:read',
      async search(client, email, signal) {
        if (!isWholeEmail(email)) return [];
        const input = { email, role: 'customer' as const, limit: 1 };
        const page = await client.admin.accounts.list.query(input, { signal });
        return page.items.map(({ id, name }) => ({
          id,
          label: name,
          detail: email,
          to: `/customers/${id}`,
        }));
      },
    },
  ],
};
