import type { Order } from '@trastienda/shop-client';
import { Badge, type BadgeProps } from '@trastienda/ui/badge';

import { useTranslations } from 'use-intl';

const TONES: Readonly<Record<Order['status'], BadgeProps['tone']>> = {
  pending: 'warning',
  paid: 'info',
  'partially-fulfilled': 'info',
  fulfilled: 'positive',
  cancelled: 'neutral',
};

/** The state of an order in a word. */
export function StatusBadge({ status }: Pick<Order, 'status'>) {
  const t = useTranslations('orders.status');
  return (
    <Badge tone={TONES[status]} dot>
      {t(status)}
    </Badge>
  );
}
