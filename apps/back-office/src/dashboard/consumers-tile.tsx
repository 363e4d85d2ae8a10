import { useQuery } from '@tanstack/react-query';
import { Badge } from '@trastienda/ui/badge';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { api } from '../session/api.ts';
import { Tile } from './tile.tsx';

/** How far each consumer of events is, and what it holds back. */
export function ConsumersTile() {
  const t = useTranslations('overview.consumers');
  const format = useFormats();
  const consumers = useQuery(
    api.admin.events.consumers.queryOptions(undefined, { refetchInterval: 15_000 }),
  );
  return (
    <Tile
      title={t('title')}
      error={consumers.error}
      isLoading={consumers.data === undefined}
      onRetry={() => void consumers.refetch()}
    >
      {consumers.data?.items.length === 0 && <p className="text-muted text-sm">{t('none')}</p>}
      <ul className="flex flex-col divide-y divide-border text-sm">
        {consumers.data?.items.map(({ name, pending, oldestAt, retrying, parked }) => (
          <li
            key={name}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3"
          >
            <span className="min-w-0">
              <span className="block truncate font-medium font-mono">{name}</span>
              {oldestAt !== null && (
                <span className="block text-muted text-xs">
                  {t('since', { time: format.dateTime(oldestAt) })}
                </span>
              )}
            </span>
            <span className="flex flex-wrap gap-1.5">
              {parked > 0 && <Badge tone="critical">{t('parked', { count: parked })}</Badge>}
              {retrying > 0 && <Badge tone="warning">{t('retrying', { count: retrying })}</Badge>}
              {pending > 0 ? (
                <Badge tone="info">{t('pending', { count: pending })}</Badge>
              ) : (
                <Badge tone="positive" dot>
                  {t('upToDate')}
                </Badge>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Tile>
  );
}
