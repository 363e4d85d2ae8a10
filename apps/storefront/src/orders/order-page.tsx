import type { Order } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { linkClass } from '@trastienda/ui/link';
import { CircleCheck, SearchX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useSignInPath } from '../checkout/sign-in-path.ts';
import { Link } from '../i18n/link.tsx';
import { CancelOrder } from './cancel-order.tsx';
import { OrderContent } from './order-content.tsx';
import { RequestReturn } from './request-return.tsx';
import { returnableLines } from './returnable.ts';
import { StatusBadge } from './status-badge.tsx';
import { statusName } from './timeline.ts';
import { useOrder } from './use-order.ts';

/** In place of an order that is not the visitor's. */
export function MissingOrder({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const t = useTranslations('orders.missing');
  const signInPath = useSignInPath();
  return (
    <EmptyState
      level={1}
      icon={<SearchX />}
      title={t('title')}
      description={t('text')}
      actions={
        <>
          {!isSignedIn && (
            <Button variant="primary" render={<Link to={signInPath}>{t('signIn')}</Link>} />
          )}
          <Button render={<Link to="/orders">{t('orders')}</Link>} />
        </>
      }
    />
  );
}

/** Says to screen readers that the order is in another state than before. */
function StatusNews({ status }: { readonly status: ReturnType<typeof statusName> }) {
  const t = useTranslations('orders');
  const first = useRef(status);
  const [news, setNews] = useState('');
  useEffect(() => {
    if (first.current === status) return;
    first.current = status;
    setNews(t('order.updated', { status: t(`status.${status}`) }));
  }, [status, t]);
  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  );
}

interface Props {
  readonly order: Order;
  /** Whether the buyer has just paid. */
  readonly isNew: boolean;
}

/** An order of the visitor, which follows what the shop does with it. */
export function OrderPage({ order: loaded, isNew }: Props) {
  const t = useTranslations('orders');
  const format = useFormatter();
  const { order, cancel, requestReturn } = useOrder(loaded);
  const [done, setDone] = useState<'cancel' | 'returns' | null>(null);
  const { number, email, placedAt, status, isShipped, isCancellable } = order;
  const returnable = returnableLines(order);
  const date = format.dateTime(new Date(placedAt), { dateStyle: 'long' });
  return (
    <div className="py-8 lg:py-12">
      {isNew && status !== 'cancelled' && (
        <div className="mb-8 flex items-start gap-4 rounded-lg border border-positive/25 bg-positive-soft p-5 sm:p-6">
          <CircleCheck aria-hidden="true" className="size-7 shrink-0 text-positive" />
          <div className="min-w-0">
            <p className="font-display text-xl">{t('order.thanks')}</p>
            <p className="mt-1 break-words text-sm">{t('order.thanksText', { number, email })}</p>
          </div>
        </div>
      )}
      <Link to="/orders" className={`${linkClass({ tone: 'muted' })} text-sm`}>
        {t('order.back')}
      </Link>
      <header className="mt-3 mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h1 className="font-display text-2xl tracking-[-0.01em] sm:text-3xl">
              {t('order.title', { number })}
            </h1>
            <StatusBadge status={status} isShipped={isShipped} />
          </div>
          <p className="mt-1.5 text-muted text-sm">
            {t('order.placed', { date })}. {t('order.live')}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {isCancellable && (
            <CancelOrder order={order} cancel={cancel} onDone={() => setDone('cancel')} />
          )}
          {returnable.length > 0 && (
            <RequestReturn
              lines={returnable}
              requestReturn={requestReturn}
              onDone={() => setDone('returns')}
            />
          )}
        </div>
      </header>
      <StatusNews status={statusName(order)} />
      {done !== null && (
        <Alert tone="positive" className="mb-6">
          {t(`${done}.done`)}
        </Alert>
      )}
      <OrderContent order={order} />
    </div>
  );
}
