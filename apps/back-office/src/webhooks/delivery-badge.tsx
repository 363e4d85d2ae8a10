import { Badge } from '@trastienda/ui/badge';
import { useTranslations } from 'use-intl';
import type { Delivery } from './endpoint.ts';

const TONES = {
  pending: 'info',
  delivered: 'positive',
  failed: 'critical',
  canceled: 'neutral',
} as const;

/** What became of a delivery. */
export function DeliveryBadge({ status }: Pick<Delivery, 'status'>) {
  const t = useTranslations('webhooks');
  return (
    <Badge tone={TONES[status]} dot>
      {t(`statuses.${status}`)}
    </Badge>
  );
}
