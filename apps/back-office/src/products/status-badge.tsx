import { Badge } from '@trastienda/ui/badge';
import { useTranslations } from 'use-intl';
import type { ProductStatus } from './product-list.ts';

const TONES = { active: 'positive', draft: 'neutral', archived: 'warning' } as const;

/** The status of a product. */
export function StatusBadge({ status }: { readonly status: ProductStatus }) {
  const t = useTranslations('products');
  return (
    <Badge tone={TONES[status]} dot>
      {t(`statuses.${status}`)}
    </Badge>
  );
}
