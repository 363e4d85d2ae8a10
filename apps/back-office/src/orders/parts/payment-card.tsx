import type { RouterOutputs, StaffOrder } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { Card, CardHeader } from '@trastienda/ui/card';
import { Skeleton } from '@trastienda/ui/skeleton';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../../errors/failure-alert.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useCan } from '../../session/account.tsx';
import { RefundStatusBadge } from '../status-badges.tsx';
import { UnitList } from './unit-list.tsx';

type Payment = RouterOutputs['admin']['payments']['get'];
type Refund = StaffOrder['refunds'][number];

/** Names of providers, which are the same in every language. */
const PROVIDERS: Readonly<Record<string, string>> = { stripe: 'Stripe', test: 'Sandbox' };

function Facts({ payment }: { readonly payment: Payment }) {
  const t = useTranslations('orders');
  const format = useFormats();
  const facts = [
    [t('payments.status'), t(`payments.statuses.${payment.status}`)],
    [t('payments.provider'), PROVIDERS[payment.provider] ?? payment.provider],
    [t('payments.captured'), format.money(payment.amountCaptured)],
    [t('payments.refunded'), format.money(payment.amountRefunded)],
    ...(payment.failure === null ? [] : [[t('payments.failure'), payment.failure.code]]),
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 px-5 pb-5 text-sm sm:grid-cols-4 sm:px-6">
      {facts.map(([label, value]) => (
        <div key={label} className="min-w-0">
          <dt className="text-muted text-xs">{label}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
      {payment.reference !== null && (
        <div className="col-span-full min-w-0">
          <dt className="text-muted text-xs">{t('payments.reference')}</dt>
          <dd className="break-all font-mono text-xs">{payment.reference}</dd>
        </div>
      )}
    </dl>
  );
}

interface RefundItemProps {
  readonly refund: Refund;
  readonly order: StaffOrder;
  readonly onRepeat: (() => void) | null;
}

function RefundItem({ refund, order, onRepeat }: RefundItemProps) {
  const t = useTranslations('orders');
  const format = useFormats();
  return (
    <li className="flex flex-col gap-2 px-5 py-4 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium text-sm tabular-nums">{format.money(refund.amount)}</span>
        <RefundStatusBadge status={refund.status} />
        <time dateTime={refund.createdAt} className="ml-auto text-muted text-xs">
          {format.dateTime(refund.createdAt)}
        </time>
      </div>
      {refund.lines.length > 0 && <UnitList units={refund.lines} order={order} />}
      {refund.shipping !== null && (
        <p className="text-sm">
          {t('refunds.ofShipping', { amount: format.money(refund.shipping) })}
        </p>
      )}
      {refund.reason !== null && <p className="break-words text-muted text-sm">{refund.reason}</p>}
      {onRepeat !== null && (
        <Button size="sm" className="self-start" onClick={onRepeat}>
          {t('refunds.repeat')}
        </Button>
      )}
    </li>
  );
}

export interface PaymentCardProps {
  readonly order: StaffOrder;
  /** The query of the payment. */
  readonly payment: {
    readonly data: Payment | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  /** Returns what repeats a failed refund; null where it cannot be repeated. */
  readonly repeat: (refund: Refund) => (() => void) | null;
}

/** The payment of an order, and its refunds, newest first. */
export function PaymentCard({ order, payment, repeat }: PaymentCardProps) {
  const t = useTranslations('orders');
  const mayRefund = useCan('orders:refund');
  return (
    <Card padding="none">
      <CardHeader title={t('payment')} />
      {payment.data !== undefined && <Facts payment={payment.data} />}
      {payment.data === undefined && payment.error === null && (
        <div className="px-5 pb-5 sm:px-6" aria-busy="true">
          <Skeleton shape="text" lines={2} />
        </div>
      )}
      {payment.error !== null && (
        <div className="px-5 pb-5 sm:px-6">
          <FailureAlert error={payment.error} onRetry={() => void payment.refetch()} />
        </div>
      )}
      {order.refunds.length > 0 && (
        <ul className="divide-y divide-border border-border border-t">
          {order.refunds.toReversed().map((refund) => (
            <RefundItem
              key={refund.id}
              refund={refund}
              order={order}
              onRepeat={mayRefund && refund.status === 'failed' ? repeat(refund) : null}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}
