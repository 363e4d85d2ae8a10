import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { SearchX } from 'lucide-react';
import { useTranslations } from 'use-intl';

export interface EmptyListProps {
  readonly list: {
    readonly hasFilters: boolean;
    readonly plainQuery: string;
    setQuery(query: string): void;
  };
}

/** In place of rows that no filter lets through. */
export function EmptyList({ list }: EmptyListProps) {
  const t = useTranslations('table');
  return (
    <EmptyState
      icon={<SearchX />}
      title={t('emptyTitle')}
      description={t('emptyText')}
      size="sm"
      actions={
        list.hasFilters && (
          <Button size="sm" onClick={() => list.setQuery(list.plainQuery)}>
            {t('clearFilters')}
          </Button>
        )
      }
    />
  );
}
