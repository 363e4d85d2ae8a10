import type { Order } from '@trastienda/shop-client';
import { Badge, type BadgeProps } from '@trastienda/ui/badge';
import { useTranslations } from 'use-intl';
import { statusName } from './timeline.ts';

const TONES: Readonly<Record<Order['status'], BadgeProps['tone']>> = {
  pending: 'warning',
  paid: 'info',
  'partially-fulfilled': 'info',
  fulfilled: 'positive',
  cancelled: 'neutral',
};

/** The state of an order in a word. */
export function StatusBadge({ status, isShipped }: Pick<Order, 'status' | 'isShipped'>) {
  const t = useTranslations('orders.status');
  return (
    <Badge tone={TONES[status]} dot>
      {t(statusName({ status, isShipped }))}
    </Badge>
  );
}
