import { useQuery } from '@tanstack/react-query';
import { Card, CardBody, CardFooter, CardHeader } from '@trastienda/ui/card';
import { linkClass } from '@trastienda/ui/link';
import { Skeleton } from '@trastienda/ui/skeleton';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { useFormats } from '../format/use-formats.ts';
import { OrderStatusBadge } from '../orders/status-badges.tsx';
import { api } from '../session/api.ts';

const SHOWN = 8;

/** The newest orders with the address of a customer, as a guest too. */
export function CustomerOrders({ email }: { readonly email: string }) {
  const t = useTranslations('customers');
  const format = useFormats();
  const orders = useQuery(api.admin.orders.search.queryOptions({ search: email, limit: SHOWN }));
  const items = orders.data?.items ?? [];
  return (
    <Card padding="none">
      <CardHeader title={t('orders')} description={t('ordersText')} />
      {orders.error !== null && (
        <CardBody>
          <FailureAlert error={orders.error} onRetry={() => void orders.refetch()} />
        </CardBody>
      )}
      {orders.isPending && (
        <CardBody aria-busy="true">
          <Skeleton shape="text" lines={3} />
        </CardBody>
      )}
      {orders.data !== undefined && items.length === 0 && (
        <CardBody className="text-muted text-sm">{t('noOrders')}</CardBody>
      )}
      {items.length > 0 && (
        <ul className="divide-y divide-border border-border border-t">
          {items.map(({ id, number, placedAt, status, isShipped, total }) => (
            <li
              key={id}
              className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-5 py-3 text-sm sm:grid-cols-[8rem_1fr_auto_6rem] sm:px-6"
            >
              <Link
                to={`/orders/${id}`}
                className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium font-mono`}
              >
                {number}
              </Link>
              <time dateTime={placedAt} className="order-last text-muted sm:order-none">
                {format.dateTime(placedAt)}
              </time>
              <span className="justify-self-end">
                <OrderStatusBadge status={status} isShipped={isShipped} />
              </span>
              <span className="order-last text-right tabular-nums sm:order-none">
                {format.money(total)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {typeof orders.data?.nextCursor === 'string' && (
        <CardFooter className="justify-start text-sm">
          <Link to={`/orders?search=${encodeURIComponent(email)}`} className={linkClass()}>
            {t('allOrders')}
          </Link>
        </CardFooter>
      )}
    </Card>
  );
}
