import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import type { RenderElement } from './render-element.ts';

export interface PageStep {
  readonly label: ReactNode;
  /** False: there is no such page. Default true. */
  readonly available?: boolean | undefined;
  readonly onClick?: (() => void) | undefined;
  /** A link in place of a button: `render: <Link to="?after=…" rel="next" />`. */
  readonly render?: RenderElement | undefined;
}

export interface PaginationProps {
  /** Names the navigation for screen readers. */
  readonly label: string;
  readonly previous: PageStep;
  readonly next: PageStep;
  /** In the middle: how many there are, or a `Select` of the page's size. */
  readonly summary?: ReactNode;
  readonly className?: string | undefined;
}

/** Previous and next, for lists that are read by a cursor. */
export function Pagination({ label, previous, next, summary, className }: PaginationProps) {
  return (
    <nav
      aria-label={label}
      className={clsx('flex flex-wrap items-center justify-between gap-3', className)}
    >
      <Step step={previous} />
      {summary !== undefined && <div className="text-muted text-sm">{summary}</div>}
      <Step step={next} />
    </nav>
  );
}

function Step({ step: { label, available = true, onClick, render } }: { readonly step: PageStep }) {
  // A link that leads nowhere is drawn as a disabled button.
  return (
    <Button
      size="sm"
      disabled={!available}
      onClick={onClick}
      render={available ? render : undefined}
    >
      {label}
    </Button>
  );
}
