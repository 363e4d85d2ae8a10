import type { OrderSummary } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { linkClass } from '@trastienda/ui/link';
import { Package } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';
import { useSignInPath } from '../checkout/sign-in-path.ts';
import { Link } from '../i18n/link.tsx';
import { ClaimBanner } from './claim-banner.tsx';
import type { loadOrders } from './load-orders.ts';
import { StatusBadge } from './status-badge.tsx';

/** One order of the list: the whole row leads to it. */
function OrderRow({ order }: { readonly order: OrderSummary }) {
  const t = useTranslations('orders.list');
  const format = useFormatter();
  const money = useMoney();
  const { id, number, placedAt, status, isShipped, total, itemCount } = order;
  return (
    <li className="relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 p-4 transition-colors first:rounded-t-lg last:rounded-b-lg hover:bg-hover sm:grid-cols-[1fr_10rem_6rem] sm:p-5">
      <div className="min-w-0">
        <Link
          to={`/orders/${id}`}
          prefetch="intent"
          className="font-medium after:absolute after:inset-0"
        >
          {t('number')} {number}
        </Link>
        <p className="text-muted text-sm">
          {format.dateTime(new Date(placedAt), { dateStyle: 'long' })} ·{' '}
          <span className="whitespace-nowrap">{t('items', { count: itemCount })}</span>
        </p>
      </div>
      <div className="max-sm:order-last max-sm:col-span-2">
        <StatusBadge status={status} isShipped={isShipped} />
      </div>
      <p className="text-right font-medium tabular-nums">{money(total)}</p>
    </li>
  );
}

type Props = Awaited<ReturnType<typeof loadOrders>>;

/** The orders of an account, or those of a guest in this browser. */
export function OrdersPage({ orders, isFirstPage, account, claimable }: Props) {
  const t = useTranslations('orders.list');
  const signInPath = useSignInPath();
  const { items, nextCursor } = orders;
  // An account's list has the frame of the account around it.
  const path = account === null ? '/orders' : '/account/orders';
  return (
    <div className={account === null ? 'mx-auto max-w-3xl py-8 lg:py-12' : undefined}>
      <h1 className="mb-6 font-display text-2xl tracking-[-0.01em] sm:text-3xl">{t('title')}</h1>
      {account === null ? (
        <p className="mb-6 text-muted text-sm">
          {t('guest')}{' '}
          <Link to={signInPath} className={linkClass()}>
            {t('signIn')}
          </Link>
        </p>
      ) : (
        <ClaimBanner count={claimable} />
      )}
      {items.length === 0 && isFirstPage ? (
        <EmptyState
          icon={<Package />}
          title={t(claimable > 0 ? 'emptyAccount' : 'empty')}
          description={t(claimable > 0 ? 'emptyAccountText' : 'emptyText')}
          actions={<Button variant="primary" render={<Link to="/products">{t('browse')}</Link>} />}
        />
      ) : (
        <ul className="divide-y divide-border rounded-lg border bg-surface shadow-sm">
          {items.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </ul>
      )}
      <div className="mt-6 flex flex-wrap justify-between gap-3">
        {isFirstPage ? <span /> : <Button render={<Link to={path}>{t('newest')}</Link>} />}
        {nextCursor !== null && (
          <Button
            render={
              <Link to={`${path}?after=${encodeURIComponent(nextCursor)}`}>{t('older')}</Link>
            }
          />
        )}
      </div>
    </div>
  );
}
