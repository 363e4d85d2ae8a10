import type { StaffOrder } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { Card, CardHeader } from '@trastienda/ui/card';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../format/use-formats.ts';
import { useCan } from '../../session/account.tsx';
import { isAwaited } from '../order-units.ts';
import { ReturnStatusBadge } from '../status-badges.tsx';
import { UnitList } from './unit-list.tsx';

export type OrderReturn = StaffOrder['returns'][number];

export interface ReturnsCardProps {
  readonly order: StaffOrder;
  readonly onResolve: (request: OrderReturn, decision: 'accepted' | 'declined') => void;
  readonly onRefund: (request: OrderReturn) => void;
}

function ReturnActions({
  order,
  request,
  onResolve,
  onRefund,
}: ReturnsCardProps & { readonly request: OrderReturn }) {
  const t = useTranslations('orders');
  const canResolve = useCan('orders:write');
  const mayRefund = useCan('orders:refund');
  switch (request.status) {
    case 'requested':
      return (
        canResolve && (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={() => onResolve(request, 'declined')}>
              {t('returns.decline')}
            </Button>
            <Button size="sm" variant="primary" onClick={() => onResolve(request, 'accepted')}>
              {t('returns.accept')}
            </Button>
          </div>
        )
      );
    case 'accepted':
      return (
        mayRefund &&
        isAwaited(request, order) && (
          <Button size="sm" className="self-start" onClick={() => onRefund(request)}>
            {t('returns.refund')}
          </Button>
        )
      );
    case 'declined':
      return null;
  }
}

/** Return requests of the buyer, newest first. */
export function ReturnsCard({ order, onResolve, onRefund }: ReturnsCardProps) {
  const t = useTranslations('orders');
  const format = useFormats();
  if (order.returns.length === 0) return null;
  return (
    <Card padding="none">
      <CardHeader title={t('returns.title')} />
      <ul className="divide-y divide-border border-border border-t">
        {order.returns.toReversed().map((request) => (
          <li key={request.id} className="flex flex-col gap-3 px-5 py-4 sm:px-6">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <ReturnStatusBadge status={request.status} />
              <time dateTime={request.requestedAt} className="text-muted text-xs">
                {format.dateTime(request.requestedAt)}
              </time>
            </div>
            <UnitList units={request.lines} order={order} />
            <p className="break-words text-sm">
              <span className="text-muted">{t('returns.reason')} </span>
              {request.reason}
            </p>
            {request.answer !== null && (
              <p className="break-words text-sm">
                <span className="text-muted">{t('returns.answer')} </span>
                {request.answer}
              </p>
            )}
            <ReturnActions
              order={order}
              request={request}
              onResolve={onResolve}
              onRefund={onRefund}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
