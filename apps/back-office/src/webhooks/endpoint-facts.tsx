import { Alert } from '@trastienda/ui/alert';
import { Badge } from '@trastienda/ui/badge';
import { Card } from '@trastienda/ui/card';
import { DescriptionItem, DescriptionList } from '@trastienda/ui/description-list';
import { useTranslations } from 'use-intl';
import { Breakable } from '../format/breakable.tsx';
import { useFormats } from '../format/use-formats.ts';
import type { Endpoint } from './endpoint.ts';

/** What an endpoint is, and what to do when it does not work. */
export function EndpointFacts({ endpoint }: { readonly endpoint: Endpoint }) {
  const t = useTranslations('webhooks');
  const format = useFormats();
  const { eventTypes, failingSince, overlapsUntil, disabledReason } = endpoint;
  return (
    <div className="flex flex-col gap-4">
      {disabledReason !== null && disabledReason !== 'staff' && (
        <Alert tone="critical" title={t(`disabledReasons.${disabledReason}`)}>
          {t(`disabledTexts.${disabledReason}`)}
        </Alert>
      )}
      {endpoint.isEnabled && failingSince !== null && (
        <Alert tone="warning" title={t('failing')}>
          {t('failingText', { since: format.dateTime(failingSince) })}
        </Alert>
      )}
      <Card>
        <DescriptionList>
          <DescriptionItem term={t('url')}>
            <p className="text-left font-mono text-sm sm:text-right">
              <Breakable address={endpoint.url} />
            </p>
          </DescriptionItem>
          <DescriptionItem term={t('createdAt')}>
            {format.dateTime(endpoint.createdAt)}
          </DescriptionItem>
          {overlapsUntil !== null && (
            <DescriptionItem term={t('overlapsUntil')}>
              {format.dateTime(overlapsUntil)}
            </DescriptionItem>
          )}
          <DescriptionItem term={t('events')}>
            {eventTypes === null ? (
              t('allEvents')
            ) : (
              <ul className="flex flex-wrap gap-1.5 sm:justify-end">
                {eventTypes.map((type) => (
                  <li key={type}>
                    <Badge className="font-mono">{type}</Badge>
                  </li>
                ))}
              </ul>
            )}
          </DescriptionItem>
        </DescriptionList>
      </Card>
    </div>
  );
}
