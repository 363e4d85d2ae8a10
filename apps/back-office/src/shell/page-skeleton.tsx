import { Skeleton } from '@trastienda/ui/skeleton';
import { useTranslations } from 'use-intl';

/** In place of a page whose data is loading. */
export function PageSkeleton() {
  const t = useTranslations('shell');
  return (
    <div aria-busy="true" aria-label={t('loading')} role="status" className="flex flex-col gap-6">
      <Skeleton className="h-8 w-64" />
      <Skeleton className="h-56" />
      <Skeleton className="h-40" />
    </div>
  );
}
