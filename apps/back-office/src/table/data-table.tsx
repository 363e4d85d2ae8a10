import { type RowData, useTable } from '@tanstack/react-table';
import { Card } from '@trastienda/ui/card';
import { Checkbox } from '@trastienda/ui/checkbox';
import { Skeleton } from '@trastienda/ui/skeleton';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeaderCell,
  TableRow,
} from '@trastienda/ui/table';
import { VisuallyHidden } from '@trastienda/ui/visually-hidden';
import { clsx } from 'clsx';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type SyntheticEvent,
  useMemo,
} from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStored } from '../browser/use-stored.ts';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { EmptyList } from './empty-list.tsx';
import { hiddenColumnsOf } from './hidden-columns.ts';
import type { ListPage } from './list-page.ts';
import { moveFocus } from './move-focus.ts';
import { Pager } from './pager.tsx';
import { SavedViews } from './saved-views-bar.tsx';
import { type Column, type ColumnMeta, features } from './table-features.ts';
import type { List } from './use-list-state.ts';
import type { Selection } from './use-selection.ts';

const FROM = {
  sm: 'hidden sm:table-cell',
  md: 'hidden md:table-cell',
  lg: 'hidden lg:table-cell',
  xl: 'hidden xl:table-cell',
} as const;

/** On phones, where a table scrolls sideways, what can be done with a row stays in sight. */
const STAYS = 'max-sm:sticky max-sm:right-0 max-sm:bg-surface max-sm:pl-1';

const NO_ROWS: never[] = [];
const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

export interface DataTableProps<Row extends RowData> {
  /** Names the table for screen readers. */
  readonly label: string;
  readonly list: ListControls;
  /** The query of the page: `useQuery` of `ListPage`. */
  readonly page: ListPage<Row>;
  /** Keep them in `useMemo` or outside of the component. */
  readonly columns: readonly Column<Row>[];
  readonly rowId: (row: Row) => string;
  /** Where a click on the row leads; the cell with the name has a link to the same page. */
  readonly rowHref?: (row: Row) => string;
  /** Name of a row, for the checkbox that selects it. */
  readonly rowName?: (row: Row) => string;
  /** Search and filters. */
  readonly filters?: ReactNode;
  /** Of `useSelection`; without it rows cannot be selected. */
  readonly selection?: Selection<Row>;
  /** Buttons for the selected rows. */
  readonly bulkActions?: ReactNode;
  /** In place of the table when there is nothing at all, without any filter. */
  readonly empty?: ReactNode;
  /** Instead of `empty`, below filters that say what the list is about: with them, too. */
  readonly emptyBelow?: ReactNode;
}

/** What the table needs of a list, whatever its filters are. */
type ListControls = Pick<
  List,
  'definition' | 'sort' | 'query' | 'plainQuery' | 'hasFilters' | 'page' | 'cursor'
> & {
  setSort(sort: string): void;
  setQuery(query: string): void;
  toNext(cursor: string): void;
  toPrevious(): void;
  toFirst(): void;
};

function sortOf(meta: ColumnMeta | undefined, sort: string | undefined) {
  if (meta?.sorts === undefined) return undefined;
  if (sort === meta.sorts.ascending) return 'ascending';
  return sort === meta.sorts.descending ? 'descending' : 'none';
}

/** Whether an event comes from a menu or a dialog of the row: React passes those on, too. */
function isFromElsewhere({ target, currentTarget }: SyntheticEvent): boolean {
  return !(target instanceof Node && currentTarget.contains(target));
}

/** Whether a click on a row was meant for something in it. */
function isForControl(event: MouseEvent): boolean {
  const { target, currentTarget } = event;
  if (isFromElsewhere(event)) return true;
  const control =
    target instanceof Element && target.closest('a, button, input, label, select, [role="menu"]');
  return control instanceof Element && currentTarget.contains(control);
}

/**
 * A list of the server as a table: pages, filters, sort and saved views are in the address; rows can
 * be selected for bulk actions, columns hidden. The arrow keys move between the rows.
 */
export function DataTable<Row extends RowData>({
  label,
  list,
  page,
  columns,
  rowId,
  rowHref,
  rowName,
  filters,
  selection,
  bulkActions,
  empty,
  emptyBelow,
}: DataTableProps<Row>) {
  const t = useTranslations('table');
  const navigate = useNavigate();
  const hiddenColumns = hiddenColumnsOf(list.definition.id);
  const hidden = useStored(hiddenColumns);

  const columnVisibility = useMemo(() => {
    const isHidden = (id: string, meta: ColumnMeta | undefined) =>
      hidden === null ? meta?.isHidden === true : hidden.includes(id);
    return Object.fromEntries(
      columns.flatMap(({ id, meta }) => (id === undefined ? [] : [[id, !isHidden(id, meta)]])),
    );
  }, [columns, hidden]);

  const data = page.data?.items ?? NO_ROWS;
  const table = useTable({
    features,
    columns: columns as Column<Row>[],
    data: data as Row[],
    getRowId: rowId,
    state: { columnVisibility, rowSelection: selection?.state ?? {} },
    enableRowSelection: selection !== undefined,
  });
  const rows = table.getRowModel().rows;
  const isEmpty = page.data !== undefined && rows.length === 0;
  const selected = rows.filter((row) => selection?.has(row.id));

  const isFirst = list.cursor === undefined;
  if (isEmpty && empty !== undefined && !list.hasFilters && isFirst) {
    return <Card padding="none">{empty}</Card>;
  }

  const onRowKeyDown = (event: KeyboardEvent, row: Row, id: string) => {
    if (isFromElsewhere(event) || moveFocus(event)) return;
    if (
      event.key === 'x' &&
      selection !== undefined &&
      !(event.target instanceof HTMLInputElement)
    ) {
      selection.toggle([row], [id], !selection.has(id));
    }
  };

  return (
    <Card padding="none" className="overflow-hidden">
      <div
        className={clsx(
          'flex-col gap-3 border-border border-b px-5 sm:px-6',
          // Without filters the bar has the columns alone, which phones do not choose.
          filters === undefined ? 'hidden py-2 sm:flex' : 'flex py-4',
        )}
      >
        <SavedViews list={list} />
        <div className="flex flex-wrap items-center gap-2">
          {filters}
          <ColumnMenu
            columns={columns}
            isVisible={(id) => columnVisibility[id] !== false}
            onChange={(ids) => hiddenColumns.set(ids)}
            className="-mr-3 ml-auto hidden sm:block"
          />
        </div>
      </div>
      {page.error !== null && (
        <div className="px-5 py-4 sm:px-6">
          <FailureAlert error={page.error} onRetry={() => void page.refetch()} />
        </div>
      )}
      {isEmpty && ((isFirst && emptyBelow) || <EmptyList list={list} />)}
      {!isEmpty && page.error === null && (
        <Table label={label} aria-busy={page.isFetching}>
          <TableHead>
            {table.getHeaderGroups().map((group) => (
              <TableRow key={group.id}>
                {selection !== undefined && (
                  <TableHeaderCell className="w-10">
                    <Checkbox
                      aria-label={t('selectAll')}
                      disabled={rows.length === 0}
                      checked={rows.length > 0 && selected.length === rows.length}
                      indeterminate={selected.length > 0 && selected.length < rows.length}
                      onChange={({ currentTarget: { checked } }) =>
                        selection.toggle(
                          rows.map((row) => row.original),
                          rows.map((row) => row.id),
                          checked,
                        )
                      }
                    />
                  </TableHeaderCell>
                )}
                {group.headers.map((header) => {
                  const { meta } = header.column.columnDef;
                  const sort = sortOf(meta, list.sort);
                  const sorts = meta?.sorts;
                  return (
                    <TableHeaderCell
                      key={header.id}
                      align={meta?.align}
                      className={clsx(meta?.from && FROM[meta.from], meta?.isAction && STAYS)}
                      {...(sort !== undefined && { sort })}
                      {...(sorts !== undefined && {
                        onSort: () =>
                          list.setSort(sort === 'ascending' ? sorts.descending : sorts.ascending),
                      })}
                    >
                      {meta?.isAction ? <VisuallyHidden>{meta.label}</VisuallyHidden> : meta?.label}
                    </TableHeaderCell>
                  );
                })}
              </TableRow>
            ))}
          </TableHead>
          <TableBody className={clsx(page.isPlaceholderData && 'opacity-60')}>
            {page.data === undefined &&
              SKELETON_ROWS.map((key) => (
                <TableRow key={key}>
                  {selection !== undefined && <TableCell className="w-10" />}
                  {table.getVisibleLeafColumns().map(({ id, columnDef: { meta } }) => (
                    <TableCell key={id} className={clsx(meta?.from && FROM[meta.from])}>
                      <Skeleton shape="text" className="w-4/5" />
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            {rows.map((row) => (
              <TableRow
                key={row.id}
                selected={selection?.has(row.id)}
                interactive={rowHref !== undefined}
                onKeyDown={(event) => onRowKeyDown(event, row.original, row.id)}
                onClick={(event) => {
                  if (rowHref === undefined || isForControl(event)) return;
                  void navigate(rowHref(row.original));
                }}
              >
                {selection !== undefined && (
                  <TableCell className="w-10">
                    <Checkbox
                      aria-label={t('selectRow', { name: rowName?.(row.original) ?? row.id })}
                      checked={selection.has(row.id)}
                      onChange={({ currentTarget: { checked } }) =>
                        selection.toggle([row.original], [row.id], checked)
                      }
                    />
                  </TableCell>
                )}
                {row.getVisibleCells().map((cell) => {
                  const { meta } = cell.column.columnDef;
                  return (
                    <TableCell
                      key={cell.id}
                      numeric={meta?.align === 'end'}
                      className={clsx(meta?.from && FROM[meta.from], meta?.isAction && STAYS)}
                    >
                      <table.FlexRender cell={cell} />
                    </TableCell>
                  );
                })}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      <Pager list={list} nextCursor={page.data?.nextCursor ?? null} />
      {selection !== undefined && selection.rows.length > 0 && (
        <BulkBar count={selection.rows.length} onClear={selection.clear}>
          {bulkActions}
        </BulkBar>
      )}
    </Card>
  );
}
