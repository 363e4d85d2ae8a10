import type { Order } from '@trastienda/shop-client';
import { linkClass } from '@trastienda/ui/link';
import { CornerDownLeft, Package, PackageCheck, Receipt, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';
import { type Happening, timelineOf } from './timeline.ts';

type TimedOrder = Pick<Order, 'placedAt' | 'fulfilments' | 'returns' | 'refunds' | 'lines'>;

const ICONS: Readonly<Record<Happening['kind'], typeof Package>> = {
  placed: Receipt,
  sent: Package,
  delivered: PackageCheck,
  returned: Undo2,
  refunded: CornerDownLeft,
};

function Units({
  units,
  lines,
}: {
  readonly units: Order['fulfilments'][number]['lines'];
  readonly lines: Order['lines'];
}) {
  const t = useTranslations('orders.timeline');
  const text = units.map(({ sku, quantity }) => {
    const title = lines.find((line) => line.sku === sku)?.title ?? sku;
    return t('sentUnits', { quantity, title });
  });
  return <p>{text.join(', ')}</p>;
}

/** Tracking of a parcel, with the carrier's page where there is one. */
function Tracking({ tracking }: Pick<Order['fulfilments'][number], 'tracking'>) {
  const t = useTranslations('orders.timeline');
  if (tracking === null) return null;
  const { carrier, number, url } = tracking;
  const text = t('tracking', { carrier, number });
  if (url === null) return <p>{text}</p>;
  return (
    <p>
      <a href={url} target="_blank" rel="noopener noreferrer" className={linkClass()}>
        {text}
      </a>
    </p>
  );
}

function Facts({
  happening,
  lines,
}: {
  readonly happening: Happening;
  readonly lines: Order['lines'];
}) {
  const t = useTranslations('orders.timeline');
  switch (happening.kind) {
    case 'placed':
      return null;
    case 'sent':
    case 'delivered':
      return (
        <>
          <Units units={happening.parcel.lines} lines={lines} />
          <Tracking tracking={happening.parcel.tracking} />
        </>
      );
    case 'returned':
      return (
        <>
          <Units units={happening.request.lines} lines={lines} />
          <p>{t(`returnStatus.${happening.request.status}`)}</p>
          {happening.request.answer !== null && (
            <p>{t('answer', { answer: happening.request.answer })}</p>
          )}
        </>
      );
    case 'refunded':
      return <p>{t(`refundStatus.${happening.refund.status}`)}</p>;
  }
}

/** What happened to an order, newest first. */
export function OrderTimeline({ order }: { readonly order: TimedOrder }) {
  const t = useTranslations('orders.timeline');
  const format = useFormatter();
  const money = useMoney();
  const titleOf = (happening: Happening): ReactNode => {
    switch (happening.kind) {
      case 'sent':
        return t('sent', { number: happening.number });
      case 'refunded':
        return t('refunded', { amount: money(happening.refund.amount) });
      default:
        return t(happening.kind);
    }
  };
  return (
    <ol className="space-y-6">
      {timelineOf(order).map((happening, index, { length }) => {
        const Icon = ICONS[happening.kind];
        return (
          <li key={`${happening.kind}-${happening.id}`} className="relative flex gap-4">
            {index < length - 1 && (
              <span
                aria-hidden="true"
                className="absolute top-9 -bottom-6 left-[1.0625rem] w-px bg-border"
              />
            )}
            <span
              aria-hidden="true"
              className="grid size-9 shrink-0 place-items-center rounded-full bg-accent-soft text-accent"
            >
              <Icon className="size-4.5" />
            </span>
            <div className="min-w-0 space-y-0.5 pt-1.5 text-muted text-sm">
              <p className="font-medium text-text">{titleOf(happening)}</p>
              <p>
                <time dateTime={happening.at}>
                  {format.dateTime(new Date(happening.at), {
                    dateStyle: 'medium',
                    timeStyle: 'short',
                  })}
                </time>
              </p>
              <Facts happening={happening} lines={order.lines} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
