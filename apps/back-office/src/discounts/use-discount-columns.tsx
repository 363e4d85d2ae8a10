import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import type { ShopClock } from '../format/use-shop-clock.ts';
import { useCan } from '../session/account.tsx';
import { columnsOf } from '../table/table-features.ts';
import type { Discount } from './discount.ts';
import { DiscountBadge } from './discount-badge.tsx';
import { DiscountRowMenu } from './discount-row-menu.tsx';
import { useEffectText } from './use-effect-text.ts';

/** Returns the columns of the list of discounts. */
export function useDiscountColumns(clock: ShopClock | null) {
  const t = useTranslations('discounts');
  const format = useFormats();
  const effectText = useEffectText();
  const canWrite = useCan('pricing:write');
  return useMemo(() => {
    const column = columnsOf<Discount>();
    const timeOf = (timestamp: string | null) =>
      timestamp === null ? (
        <span className="text-muted">{t('open')}</span>
      ) : (
        <time dateTime={timestamp}>{clock?.dateTime(timestamp)}</time>
      );
    return column.columns([
      column.display({
        id: 'title',
        meta: { label: t('name') },
        cell: ({ row: { original: discount } }) => (
          <div className="min-w-0">
            <Link
              to={`/discounts/${discount.id}`}
              className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium`}
            >
              {discount.title}
            </Link>
            <p className="text-muted text-xs">
              {discount.code === null ? (
                t('automatic')
              ) : (
                <span className="font-mono">{discount.code}</span>
              )}
            </p>
          </div>
        ),
      }),
      column.display({
        id: 'state',
        meta: { label: t('state') },
        cell: ({ row }) => <DiscountBadge discount={row.original} />,
      }),
      column.display({
        id: 'effect',
        meta: { label: t('effect'), align: 'end', from: 'sm' },
        cell: ({ row }) => effectText(row.original.effect),
      }),
      column.display({
        id: 'used',
        meta: { label: t('used'), align: 'end', from: 'md' },
        cell: ({ row: { original: discount } }) =>
          discount.usageLimit === null ? (
            <span className="text-muted">{t('unlimited')}</span>
          ) : (
            `${format.number(discount.used)} / ${format.number(discount.usageLimit)}`
          ),
      }),
      column.display({
        id: 'startsAt',
        meta: { label: t('startsAt'), align: 'end', from: 'lg' },
        cell: ({ row }) => timeOf(row.original.startsAt),
      }),
      column.display({
        id: 'endsAt',
        meta: { label: t('endsAt'), align: 'end', from: 'lg' },
        cell: ({ row }) => timeOf(row.original.endsAt),
      }),
      ...(canWrite
        ? [
            column.display({
              id: 'actions',
              meta: { label: t('edit'), align: 'end' as const, isAction: true },
              cell: ({ row }) => <DiscountRowMenu discount={row.original} />,
            }),
          ]
        : []),
    ]);
  }, [t, format, effectText, canWrite, clock]);
}
