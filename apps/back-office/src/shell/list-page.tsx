import type { RowData } from '@tanstack/react-table';
import { EmptyState } from '@trastienda/ui/empty-state';
import type { ReactNode } from 'react';
import { DataTable, type DataTableProps } from '../table/data-table.tsx';
import { Page } from './page.tsx';

export interface ListPageProps<Row extends RowData>
  extends Pick<DataTableProps<Row>, 'list' | 'page' | 'columns' | 'rowHref'> {
  readonly title: string;
  readonly text: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly emptyIcon: ReactNode;
  /** The button that adds something, if the account may: in the head, and where the list is empty. */
  readonly create: ReactNode;
  /** Dialogs of the page. */
  readonly children?: ReactNode;
}

/** A page that is a list without filters, and a way to add to it. */
export function ListPage<Row extends RowData & { readonly id: string }>({
  title,
  text,
  emptyTitle,
  emptyText,
  emptyIcon,
  create,
  children,
  ...table
}: ListPageProps<Row>) {
  return (
    <Page title={title} description={text} actions={create}>
      <DataTable
        {...table}
        label={title}
        rowId={({ id }) => id}
        empty={
          <EmptyState
            icon={emptyIcon}
            title={emptyTitle}
            description={emptyText}
            actions={create}
          />
        }
      />
      {children}
    </Page>
  );
}
