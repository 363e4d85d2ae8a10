import { clsx } from 'clsx';
import type { ReactNode } from 'react';

const LAYOUTS = {
  rows: 'divide-y divide-border [&>div]:flex [&>div]:flex-wrap [&>div]:justify-between [&>div]:gap-x-6 [&>div]:py-2.5 [&>div:first-child]:pt-0 [&>div:last-child]:pb-0 [&_dd]:text-right',
  stacked: 'flex flex-col gap-4 [&_dd]:mt-0.5',
  grid: 'grid gap-x-8 gap-y-5 sm:grid-cols-2 [&_dd]:mt-0.5',
} as const;

export interface DescriptionListProps {
  /** `rows` (default): term and text at both ends of a line; `stacked`; `grid`: in two columns. */
  readonly layout?: keyof typeof LAYOUTS | undefined;
  readonly className?: string | undefined;
  /** `DescriptionItem`s. */
  readonly children: ReactNode;
}

/** Names and what belongs to them: totals, an address, the facts of a product. */
export function DescriptionList({ layout = 'rows', className, children }: DescriptionListProps) {
  return <dl className={clsx('text-sm', LAYOUTS[layout], className)}>{children}</dl>;
}

export interface DescriptionItemProps {
  readonly term: ReactNode;
  /** For the total of a sum. */
  readonly strong?: boolean | undefined;
  readonly children: ReactNode;
}

/** A name and what belongs to it. */
export function DescriptionItem({ term, strong = false, children }: DescriptionItemProps) {
  return (
    <div className={clsx(strong && 'font-semibold text-base')}>
      <dt className={clsx(!strong && 'text-muted')}>{term}</dt>
      <dd className="min-w-0 break-words tabular-nums">{children}</dd>
    </div>
  );
}
