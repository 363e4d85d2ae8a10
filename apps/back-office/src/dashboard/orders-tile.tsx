import { useQuery } from '@tanstack/react-query';
import { linkClass } from '@trastienda/ui/link';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { api } from '../session/api.ts';
import { Tile, TileEmpty } from './tile.tsx';

const SHOWN = 5;

/** The newest paid orders of which nothing was sent. */
export function OrdersTile() {
  const t = useTranslations('overview.orders');
  const format = useFormats();
  const orders = useQuery(
    api.admin.orders.search.queryOptions(
      { status: 'paid', limit: SHOWN },
      { refetchInterval: 60_000 },
    ),
  );
  return (
    <Tile
      title={t('title')}
      description={t('text')}
      to="/orders?status=paid"
      error={orders.error}
      isLoading={orders.data === undefined}
      onRetry={() => void orders.refetch()}
    >
      {orders.data?.items.length === 0 && <TileEmpty title={t('none')} text={t('noneText')} />}
      <ul className="flex flex-col divide-y divide-border text-sm">
        {orders.data?.items.map((order) => (
          <li key={order.id} className="flex items-center justify-between gap-4 py-3">
            <span className="min-w-0">
              <Link
                to={`/orders/${order.id}`}
                className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium`}
              >
                {order.number}
              </Link>
              <span className="block truncate text-muted text-xs">
                {`${order.name} · ${format.dateTime(order.placedAt)}`}
              </span>
            </span>
            <span className="shrink-0 text-right tabular-nums">
              {format.money(order.total)}
              <span className="block text-muted text-xs">
                {t('items', { count: order.itemCount })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Tile>
  );
}
