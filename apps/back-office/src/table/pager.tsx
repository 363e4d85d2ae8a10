import { Button } from '@trastienda/ui/button';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'use-intl';

export interface PagerProps {
  readonly list: {
    readonly page: number | null;
    toNext(cursor: string): void;
    toPrevious(): void;
    toFirst(): void;
  };
  readonly nextCursor: string | null;
}

/** Goes through the pages of a list; a page that was opened by its address knows no way back but the first. */
export function Pager({ list, nextCursor }: PagerProps) {
  const t = useTranslations('table');
  const { page } = list;
  if (page === 1 && nextCursor === null) return null;
  return (
    <div className="flex items-center justify-between gap-3 border-border border-t px-4 py-3 sm:px-6">
      <p className="text-muted text-sm" aria-live="polite">
        {page === null ? t('somewhere') : t('page', { page })}
      </p>
      <div className="flex gap-2">
        {page === null ? (
          <Button size="sm" onClick={list.toFirst}>
            {t('first')}
          </Button>
        ) : (
          <Button size="sm" icon={<ChevronLeft />} disabled={page === 1} onClick={list.toPrevious}>
            {t('previous')}
          </Button>
        )}
        <Button
          size="sm"
          iconEnd={<ChevronRight />}
          disabled={nextCursor === null}
          onClick={() => nextCursor !== null && list.toNext(nextCursor)}
        >
          {t('next')}
        </Button>
      </div>
    </div>
  );
}
