import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { Card, CardBody, CardFooter, CardHeader } from '@trastienda/ui/card';
import { Skeleton } from '@trastienda/ui/skeleton';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { useFormats } from '../format/use-formats.ts';
import { api } from '../session/api.ts';
import { useAuditText } from './use-audit-text.ts';

const PAGE_SIZE = 10;

/** What the audit log has about an account: sign-ins, sessions, changes; the newest first. */
export function CustomerAudit({ accountId }: { readonly accountId: string }) {
  const t = useTranslations('customers');
  const format = useFormats();
  const textOf = useAuditText();
  const audit = useInfiniteQuery(
    api.admin.audit.list.infiniteQueryOptions({ subjectId: accountId, limit: PAGE_SIZE }),
  );
  const entries = audit.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card padding="none">
      <CardHeader title={t('activity')} description={t('activityText')} />
      <CardBody>
        <FailureAlert error={audit.error} onRetry={() => void audit.refetch()} />
        {audit.isPending && <Skeleton shape="text" lines={4} />}
        {audit.data !== undefined && entries.length === 0 && (
          <p className="text-muted text-sm">{t('noActivity')}</p>
        )}
        <ol className="flex flex-col gap-4">
          {entries.map((entry) => (
            <li key={entry.id} className="text-sm">
              <p>{textOf(entry.action)}</p>
              <p className="flex flex-wrap gap-x-3 text-muted text-xs">
                <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
                <span>
                  {t(`actors.${entry.actor.id === accountId ? 'self' : entry.actor.kind}`)}
                </span>
                {entry.address !== null && <span className="font-mono">{entry.address}</span>}
              </p>
            </li>
          ))}
        </ol>
      </CardBody>
      {audit.hasNextPage && (
        <CardFooter className="justify-start">
          <Button
            size="sm"
            loading={audit.isFetchingNextPage}
            onClick={() => void audit.fetchNextPage()}
          >
            {t('moreActivity')}
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}
