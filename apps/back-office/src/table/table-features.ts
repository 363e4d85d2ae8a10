import {
  type ColumnDef,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  type RowData,
  rowSelectionFeature,
  tableFeatures,
} from '@tanstack/react-table';

/** What our table knows of a column beyond TanStack. */
export interface ColumnMeta {
  /** Text for the menu of columns, and the header unless `header` is set. */
  readonly label: string;
  readonly align?: 'start' | 'end';
  /** Narrowest screen that shows the column; all do by default. */
  readonly from?: 'sm' | 'md' | 'lg' | 'xl';
  /** Sorts of the list when the header is pressed once and twice. */
  readonly sorts?: { readonly ascending: string; readonly descending: string };
  /** Buttons: the label is for screen readers, and the column is always there. */
  readonly isAction?: boolean;
  /** Hidden until the person shows it. */
  readonly isHidden?: boolean;
}

/** The server pages, filters and sorts; the browser selects rows and hides columns. */
export const features = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

export type Features = typeof features;

/** A column of `DataTable`. */
export type Column<Row extends RowData> = ColumnDef<Features, Row, unknown>;

/**
 * Returns the helper that makes columns of rows of one type.
 *
 * @example
 * const column = columnsOf<Order>();
 * const columns = column.columns([column.accessor('number', { meta: { label: t('…') } })]);
 */
export function columnsOf<Row extends RowData>() {
  return createColumnHelper<Features, Row>();
}
