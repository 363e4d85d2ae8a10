import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { SearchX } from 'lucide-react';
import { useTranslations } from 'use-intl';

export interface EmptyListProps {
  readonly list: {
    readonly hasFilters: boolean;
    readonly plainQuery: string;
    readonly cursor: string | undefined;
    setQuery(query: string): void;
  };
}

/** In place of rows: none passes the filters, there are none, or none is left on this page. */
export function EmptyList({ list }: EmptyListProps) {
  const t = useTranslations('table');
  const reason = list.hasFilters ? 'noMatch' : list.cursor === undefined ? 'empty' : 'noMore';
  return (
    <EmptyState
      icon={<SearchX />}
      title={t(`${reason}Title`)}
      description={t(`${reason}Text`)}
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
