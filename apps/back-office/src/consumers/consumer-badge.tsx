import { Badge } from '@trastienda/ui/badge';
import { useTranslations } from 'use-intl';
import type { Consumer } from './consumer.ts';

/** Whether a consumer keeps up, tries again, or waits for staff. */
export function ConsumerBadge({ consumer }: { readonly consumer: Consumer }) {
  const t = useTranslations('consumers');
  const [tone, state] =
    consumer.parked > 0
      ? (['critical', 'parked'] as const)
      : consumer.retrying > 0
        ? (['warning', 'retrying'] as const)
        : consumer.pending > 0
          ? (['info', 'behind'] as const)
          : (['positive', 'current'] as const);
  return (
    <Badge tone={tone} dot>
      {t(`states.${state}`)}
    </Badge>
  );
}
