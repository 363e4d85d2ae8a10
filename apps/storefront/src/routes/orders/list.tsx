import { useTranslations } from 'use-intl';
import { QueryProvider } from '../../api/queries.tsx';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { ordersTexts } from '../../messages/orders.ts';
import { loadOrders } from '../../orders/load-orders.ts';
import { OrdersPage } from '../../orders/orders-page.tsx';
import { PageHead } from '../../seo/page-head.tsx';
import type { Route } from './+types/list.ts';

export const loader = loadOrders;

function Head() {
  const t = useTranslations('orders.list');
  return <PageHead title={t('title')} isIndexed={false} />;
}

export default function Orders({ loaderData }: Route.ComponentProps) {
  return (
    <AreaTextsProvider texts={ordersTexts}>
      <Head />
      <QueryProvider>
        <OrdersPage {...loaderData} />
      </QueryProvider>
    </AreaTextsProvider>
  );
}
