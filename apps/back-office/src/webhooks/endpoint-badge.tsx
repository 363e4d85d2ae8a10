import { Badge } from '@trastienda/ui/badge';
import { useTranslations } from 'use-intl';
import type { Endpoint } from './endpoint.ts';

/** Whether an endpoint gets webhooks, and answers them. */
export function EndpointBadge({ endpoint }: { readonly endpoint: Endpoint }) {
  const t = useTranslations('webhooks');
  if (endpoint.disabledReason !== null) {
    return (
      <Badge tone={endpoint.disabledReason === 'staff' ? 'neutral' : 'critical'} dot>
        {t(`disabledReasons.${endpoint.disabledReason}`)}
      </Badge>
    );
  }
  return endpoint.failingSince === null ? (
    <Badge tone="positive" dot>
      {t('enabled')}
    </Badge>
  ) : (
    <Badge tone="warning" dot>
      {t('failing')}
    </Badge>
  );
}
