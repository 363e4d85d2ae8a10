import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  /** An icon of 24 px. */
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  /** Why it is empty and what to do. */
  readonly description?: ReactNode;
  /** A button or two. */
  readonly actions?: ReactNode;
  /** Level of the heading. Default 2. */
  readonly level?: 1 | 2 | 3 | undefined;
  /** Default `md`; `sm` inside of a card or drawer. */
  readonly size?: 'sm' | 'md' | undefined;
  readonly className?: string | undefined;
}

/** In place of a list that has nothing in it. */
export function EmptyState({
  icon,
  title,
  description,
  actions,
  level = 2,
  size = 'md',
  className,
}: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      className={clsx(
        'flex flex-col items-center px-6 text-center',
        size === 'sm' ? 'py-8' : 'py-14 sm:py-20',
        className,
      )}
    >
      {icon !== undefined && (
        <span
          aria-hidden="true"
          className="mb-4 grid size-12 place-items-center rounded-full bg-accent-soft text-accent [&_svg]:size-6"
        >
          {icon}
        </span>
      )}
      <Heading className={size === 'sm' ? 'font-semibold text-base' : 'font-semibold text-lg'}>
        {title}
      </Heading>
      {description !== undefined && (
        <p className="mt-1.5 max-w-md text-pretty text-muted text-sm">{description}</p>
      )}
      {actions !== undefined && (
        <div className="mt-6 flex flex-wrap items-center justify-center gap-3">{actions}</div>
      )}
    </div>
  );
}
