import { Button } from '@trastienda/ui/button';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

export interface BulkBarProps {
  readonly count: number;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** What can be done with the selected rows, always in sight. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  const t = useTranslations('table');
  return (
    <div className="sticky bottom-0 z-20 flex flex-wrap items-center gap-2 border-border border-t bg-raised px-4 py-3 shadow-md sm:px-6">
      <p className="mr-auto font-medium text-sm" aria-live="polite">
        {t('selected', { count })}
      </p>
      {children}
      <Button size="sm" variant="ghost" onClick={onClear}>
        {t('clearSelection')}
      </Button>
    </div>
  );
}
