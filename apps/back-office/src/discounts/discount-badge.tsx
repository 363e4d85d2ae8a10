import { Badge } from '@trastienda/ui/badge';
import { useTranslations } from 'use-intl';
import { type Discount, stateOf } from './discount.ts';

const TONES = {
  active: 'positive',
  scheduled: 'info',
  ended: 'neutral',
  usedUp: 'warning',
  inactive: 'neutral',
} as const;

/** Whether buyers can use a discount now. */
export function DiscountBadge({ discount }: { readonly discount: Discount }) {
  const t = useTranslations('discounts');
  const state = stateOf(discount, Date.now());
  return (
    <Badge tone={TONES[state]} dot>
      {t(`states.${state}`)}
    </Badge>
  );
}
