import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { CircleOff, Compass, LockKeyhole } from 'lucide-react';
import { isRouteErrorResponse, Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { reasonText } from './reason-text.ts';
import { requestIdOf } from './request-id.ts';

function ToOverview() {
  const t = useTranslations('errors');
  return <Button render={<Link to="/" />}>{t('toOverview')}</Button>;
}

/** For an address without a page, and for things that are no longer there. */
export function NotFound() {
  const t = useTranslations('errors');
  return (
    <EmptyState
      level={1}
      icon={<Compass />}
      title={t('notFoundTitle')}
      description={t('notFoundText')}
      actions={<ToOverview />}
    />
  );
}

/** In place of a page that the role does not include. */
export function Forbidden() {
  const t = useTranslations('errors');
  return (
    <EmptyState
      level={1}
      icon={<LockKeyhole />}
      title={t('forbiddenTitle')}
      description={t('forbiddenText')}
      actions={<ToOverview />}
    />
  );
}

export interface PageFailureProps {
  readonly error: unknown;
  /** Tries again; by default the page is loaded again. */
  readonly onRetry?: () => void;
}

/** In place of a page that failed: why, and the request to quote. */
export function PageFailure({ error, onRetry = () => location.reload() }: PageFailureProps) {
  const t = useTranslations();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  const requestId = requestIdOf(error);
  return (
    <EmptyState
      level={1}
      icon={<CircleOff />}
      title={t('errors.title')}
      description={
        <>
          {reasonText(t, error)}
          {requestId !== null && (
            <span className="mt-2 block font-mono text-xs">
              {t('errors.requestId', { id: requestId })}
            </span>
          )}
        </>
      }
      actions={<Button onClick={onRetry}>{t('errors.retry')}</Button>}
    />
  );
}
