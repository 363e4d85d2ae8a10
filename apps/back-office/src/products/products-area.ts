import { PackagePlus, Tag, Upload } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const productsArea: Area = {
  navigation: [
    {
      label: (t) => t('products.navigation'),
      to: '/products',
      icon: Tag,
      group: 'catalog',
      permission: 'catalog:read',
      key: 'p',
    },
  ],
  actions: [
    {
      label: (t) => t('products.create'),
      icon: PackagePlus,
      permission: 'catalog:write',
      to: '/products/new',
    },
    {
      label: (t) => t('products.import.action'),
      icon: Upload,
      permission: 'catalog:write',
      to: '/products/import',
    },
  ],
  searches: [
    {
      id: 'products',
      label: (t) => t('products.navigation'),
      icon: Tag,
      permission: 'catalog:read',
      async search(client, search, signal) {
        const page = await client.admin.products.list.query({ search, limit: 6 }, { signal });
        return page.items.map(({ id, title, vendor }) => ({
          id,
          label: title,
          ...(vendor !== null && { detail: vendor }),
          to: `/products/${id}`,
        }));
      },
    },
  ],
};
