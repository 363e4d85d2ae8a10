import { clsx } from 'clsx';
import type { ReactNode } from 'react';

const SIZES = { sm: 'text-sm', md: 'text-base', lg: 'text-xl' } as const;

export interface PriceProps {
  /** Formatted: `formatMoney(price, locale)`. */
  readonly current: ReactNode;
  /** The price before, formatted; shown struck through. */
  readonly compareAt?: ReactNode;
  /** For screen readers, before each price when there are two: "Now", "Before". */
  readonly currentLabel?: string | undefined;
  readonly compareAtLabel?: string | undefined;
  /** After the price: "incl. VAT", "each". */
  readonly note?: ReactNode;
  /** Default `md`. */
  readonly size?: keyof typeof SIZES | undefined;
  readonly className?: string | undefined;
}

/** A price, and what it was before. */
export function Price({
  current,
  compareAt,
  currentLabel,
  compareAtLabel,
  note,
  size = 'md',
  className,
}: PriceProps) {
  const isReduced = compareAt !== undefined && compareAt !== null;
  return (
    <span
      className={clsx(
        'inline-flex flex-wrap items-baseline gap-x-2 tabular-nums',
        SIZES[size],
        className,
      )}
    >
      <span className={clsx('font-medium', isReduced && 'text-accent')}>
        {isReduced && currentLabel !== undefined && (
          <span className="sr-only">{currentLabel} </span>
        )}
        {current}
      </span>
      {isReduced && (
        <span className="text-[0.875em] text-muted">
          {compareAtLabel !== undefined && <span className="sr-only">{compareAtLabel} </span>}
          <s>{compareAt}</s>
        </span>
      )}
      {note !== undefined && <span className="text-muted text-xs">{note}</span>}
    </span>
  );
}
