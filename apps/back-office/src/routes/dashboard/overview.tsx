import { useTranslations } from 'use-intl';
import { ConsumersTile } from '../../dashboard/consumers-tile.tsx';
import { LiveTile } from '../../dashboard/live-tile.tsx';
import { LowStockTile } from '../../dashboard/low-stock-tile.tsx';
import { OrdersTile } from '../../dashboard/orders-tile.tsx';
import { SalesTile } from '../../dashboard/sales-tile.tsx';
import { useCan, useSignedIn } from '../../session/account.tsx';
import { Page } from '../../shell/page.tsx';

/** What is going on in the shop, as far as the role may see it. */
export default function Overview() {
  const t = useTranslations('overview');
  const { account } = useSignedIn();
  const canReadReports = useCan('reports:read');
  const canReadOrders = useCan('orders:read');
  const canReadStock = useCan('stock:read');
  const canReadEvents = useCan('events:read');
  return (
    <Page title={t('title')} description={t('greeting', { name: account.name })}>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        {canReadReports && <SalesTile />}
        {canReadOrders && <OrdersTile />}
        {canReadStock && <LowStockTile />}
        <LiveTile />
        {canReadEvents && <ConsumersTile />}
      </div>
    </Page>
  );
}
