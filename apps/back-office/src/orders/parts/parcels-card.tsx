import type { StaffOrder } from '@trastienda/shop-client';
import { Card, CardHeader } from '@trastienda/ui/card';
import { TextLink } from '@trastienda/ui/link';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../format/use-formats.ts';
import { UnitList } from './unit-list.tsx';

type Parcel = StaffOrder['fulfilments'][number];

function Tracking({ tracking }: { readonly tracking: NonNullable<Parcel['tracking']> }) {
  const { carrier, number, url } = tracking;
  return (
    <p className="text-sm">
      <span className="text-muted">{carrier} </span>
      {url === null ? (
        <span className="break-all font-mono">{number}</span>
      ) : (
        <TextLink
          href={url}
          target="_blank"
          rel="noreferrer noopener"
          className="break-all font-mono"
        >
          {number}
        </TextLink>
      )}
    </p>
  );
}

/** The parcels that were sent. */
export function ParcelsCard({ order }: { readonly order: StaffOrder }) {
  const t = useTranslations('orders');
  const format = useFormats();
  if (order.fulfilments.length === 0) return null;
  return (
    <Card padding="none">
      <CardHeader title={t(order.isShipped ? 'parcels' : 'deliveries')} />
      <ol className="divide-y divide-border border-border border-t">
        {order.fulfilments.map(({ id, lines, tracking, at }, index) => (
          <li key={id} className="flex flex-col gap-2 px-5 py-4 sm:px-6">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="font-medium text-sm">
                {t(order.isShipped ? 'parcel' : 'delivery', { number: index + 1 })}
              </h3>
              <time dateTime={at} className="text-muted text-xs">
                {format.dateTime(at)}
              </time>
            </div>
            <UnitList units={lines} order={order} />
            {tracking !== null && <Tracking tracking={tracking} />}
          </li>
        ))}
      </ol>
    </Card>
  );
}
