import type { StaffOrder } from '@trastienda/shop-client';
import { Badge } from '@trastienda/ui/badge';
import { Card, CardHeader } from '@trastienda/ui/card';
import { linkClass } from '@trastienda/ui/link';
import { Image } from 'lucide-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../format/use-formats.ts';
import { useCan } from '../../session/account.tsx';
import { countUnits, unitsOf } from '../order-units.ts';
import { PriceTotals } from './price-totals.tsx';

type Line = StaffOrder['lines'][number];

/** Where the units of a line are, and what was refunded of them. */
function UnitBadges({ line, order }: { readonly line: Line; readonly order: StaffOrder }) {
  const t = useTranslations('orders');
  const { unsent, requested } = unitsOf(line, order);
  const isOpen = order.status !== 'cancelled';
  const badges = [
    {
      key: line.requiresShipping ? 'toSend' : 'toDeliver',
      count: isOpen ? unsent : 0,
      tone: 'warning',
    },
    {
      key: line.requiresShipping ? 'sent' : 'delivered',
      count: line.fulfilledQuantity,
      tone: 'positive',
    },
    { key: 'canceled', count: line.canceledQuantity, tone: 'neutral' },
    { key: 'inRequest', count: requested, tone: 'warning' },
    { key: 'returned', count: line.returnedQuantity, tone: 'neutral' },
    { key: 'refunded', count: line.refundedQuantity, tone: 'info' },
  ] as const;
  return (
    <span className="flex flex-wrap gap-1.5">
      {badges.map(
        ({ key, count, tone }) =>
          count > 0 && (
            <Badge key={key} tone={tone}>
              {t(`unitStates.${key}`, { count })}
            </Badge>
          ),
      )}
    </span>
  );
}

function LineItem({ line, order }: { readonly line: Line; readonly order: StaffOrder }) {
  const format = useFormats();
  const canSeeProduct = useCan('catalog:read');
  return (
    <li className="flex gap-4 px-5 py-4 sm:px-6">
      <span className="grid size-12 shrink-0 place-items-center overflow-hidden rounded-md border border-border bg-sunken text-muted">
        {line.imageUrl === null ? (
          <Image aria-hidden="true" className="size-4" />
        ) : (
          <img src={line.imageUrl} alt="" loading="lazy" className="size-full object-cover" />
        )}
      </span>
      <div className="flex min-w-0 grow flex-col gap-1.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          {canSeeProduct ? (
            <Link
              to={`/products/${line.productId}`}
              className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium text-sm`}
            >
              {line.title}
            </Link>
          ) : (
            <span className="font-medium text-sm">{line.title}</span>
          )}
          <span className="whitespace-nowrap text-sm tabular-nums">
            <span className="text-muted">
              {format.number(line.quantity)} × {format.money(line.unitPrice)}
            </span>
            <span className="ml-4 inline-block min-w-16 text-right font-medium">
              {format.money(line.total)}
            </span>
          </span>
        </div>
        <p className="flex flex-wrap gap-x-3 text-muted text-xs">
          {line.optionValues.length > 0 && <span>{line.optionValues.join(' · ')}</span>}
          <span className="font-mono">{line.sku}</span>
        </p>
        <UnitBadges line={line} order={order} />
      </div>
    </li>
  );
}

/** What was bought, where the units are, and what it cost. */
export function LineList({ order }: { readonly order: StaffOrder }) {
  const t = useTranslations('orders');
  return (
    <Card padding="none">
      <CardHeader
        title={t('lines')}
        description={t('unitCount', { count: countUnits(order.lines) })}
      />
      <ul className="divide-y divide-border border-border border-t">
        {order.lines.map((line) => (
          <LineItem key={line.sku} line={line} order={order} />
        ))}
      </ul>
      <div className="border-border border-t">
        <PriceTotals order={order} />
      </div>
    </Card>
  );
}
