import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

export interface TableProps extends ComponentProps<'table'> {
  /** Names the table for screen readers, and its scrolling region. */
  readonly label: string;
  /** Keeps the head in sight while the table scrolls in `className`'s height. */
  readonly stickyHeader?: boolean | undefined;
  /** Default `normal`. */
  readonly density?: 'compact' | 'normal' | undefined;
}

/** A table that scrolls sideways where it is too wide. Parts: `TableHead`, `TableBody`, … */
export function Table({
  label,
  stickyHeader = false,
  density = 'normal',
  className,
  children,
  ...props
}: TableProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
      tabIndex={0}
      className={clsx('relative w-full overflow-auto focus-visible:-outline-offset-2', className)}
    >
      <table
        aria-label={label}
        {...props}
        data-density={density}
        className={clsx(
          'group/table w-full border-separate border-spacing-0 text-left text-sm',
          stickyHeader && '[&_thead_th]:sticky [&_thead_th]:top-0 [&_thead_th]:z-10',
        )}
      >
        {children}
      </table>
    </section>
  );
}

/** The head: one `TableRow` of `TableHeaderCell`s. */
export function TableHead(props: ComponentProps<'thead'>) {
  return <thead {...props} />;
}

/** The rows. */
export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody {...props} className={clsx('[&>tr:last-child>*]:border-b-0', className)} />;
}

/** Totals below the rows. */
export function TableFoot({ className, ...props }: ComponentProps<'tfoot'>) {
  return (
    <tfoot
      {...props}
      className={clsx('font-medium [&_td]:border-t [&_td]:border-b-0', className)}
    />
  );
}

export interface TableRowProps extends ComponentProps<'tr'> {
  /** Shown as chosen, with `aria-selected`. */
  readonly selected?: boolean | undefined;
  /** Answers the pointer; the row still needs a link or a button in it for the keyboard. */
  readonly interactive?: boolean | undefined;
}

/** A row. */
export function TableRow({ selected, interactive = false, className, ...props }: TableRowProps) {
  return (
    <tr
      aria-selected={selected}
      {...props}
      className={clsx(
        'group/row transition-colors duration-100 aria-selected:bg-accent-soft',
        interactive && 'cursor-pointer hover:bg-hover aria-selected:hover:bg-accent-soft',
        className,
      )}
    />
  );
}

type Align = 'start' | 'center' | 'end';
const ALIGN: Readonly<Record<Align, string>> = {
  start: 'text-left',
  center: 'text-center',
  end: 'text-right',
};
/** On phones, where the last columns may be hidden, the last one in sight ends where the others would. */
const LAST_IN_SIGHT = 'max-sm:[&:not(:has(~:not(.hidden)))]:pr-5';
const CELL = `border-border border-b px-3 py-3.5 first:pl-5 last:pr-5 group-data-[density=compact]/table:py-2 sm:first:pl-6 sm:last:pr-6 ${LAST_IN_SIGHT}`;

export interface TableHeaderCellProps extends Omit<ComponentProps<'th'>, 'align'> {
  /** Default `start`; numbers are at the `end`. */
  readonly align?: Align | undefined;
  /** How the column is sorted now; `none`: it can be. */
  readonly sort?: 'ascending' | 'descending' | 'none' | undefined;
  /** Makes the head a button. */
  readonly onSort?: (() => void) | undefined;
}

/** The head of a column. */
export function TableHeaderCell({
  align = 'start',
  sort,
  onSort,
  className,
  children,
  ...props
}: TableHeaderCellProps) {
  return (
    <th
      scope="col"
      aria-sort={sort}
      {...props}
      className={clsx(
        CELL,
        'whitespace-nowrap bg-surface py-2.5 font-medium text-muted text-xs',
        ALIGN[align],
        className,
      )}
    >
      {onSort === undefined ? (
        children
      ) : (
        <SortButton sort={sort} onSort={onSort}>
          {children}
        </SortButton>
      )}
    </th>
  );
}

interface SortButtonProps {
  readonly sort: TableHeaderCellProps['sort'];
  readonly onSort: () => void;
  readonly children: ReactNode;
}

function SortButton({ sort, onSort, children }: SortButtonProps) {
  const isSorted = sort === 'ascending' || sort === 'descending';
  return (
    <button
      type="button"
      onClick={onSort}
      className={clsx(
        'inline-flex items-center gap-1 rounded-xs hover:text-text',
        isSorted && 'text-text',
      )}
    >
      {children}
      <svg
        viewBox="0 0 12 12"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        className={clsx(
          'size-3 transition-[rotate,opacity] duration-150',
          !isSorted && 'opacity-0 group-hover/row:opacity-60',
          sort === 'descending' && 'rotate-180',
        )}
      >
        <path d="M6 10V2M2.5 5.5 6 2l3.5 3.5" />
      </svg>
    </button>
  );
}

export interface TableCellProps extends Omit<ComponentProps<'td'>, 'align'> {
  /** Default `start`. */
  readonly align?: Align | undefined;
  /** Digits of one width, at the end. */
  readonly numeric?: boolean | undefined;
}

/** A cell. */
export function TableCell({ align, numeric = false, className, ...props }: TableCellProps) {
  return (
    <td
      {...props}
      className={clsx(
        CELL,
        ALIGN[align ?? (numeric ? 'end' : 'start')],
        numeric && 'whitespace-nowrap tabular-nums',
        className,
      )}
    />
  );
}
