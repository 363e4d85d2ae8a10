import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface PageHeaderProps {
  /** The `h1` of the page. */
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Beside the title: a `Badge`. */
  readonly status?: ReactNode;
  /** Above the title: `Breadcrumbs` or a link back. */
  readonly breadcrumbs?: ReactNode;
  /** Buttons at the end, the `primary` one last. */
  readonly actions?: ReactNode;
  /** Default `default`, for the back office; `display` has the storefront's serif. */
  readonly variant?: 'default' | 'display' | undefined;
  readonly className?: string | undefined;
}

/** The head of a page. */
export function PageHeader({
  title,
  description,
  status,
  breadcrumbs,
  actions,
  variant = 'default',
  className,
}: PageHeaderProps) {
  return (
    <header className={clsx('flex flex-col gap-3', className)}>
      {breadcrumbs}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 max-w-2xl">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1
              className={
                variant === 'display'
                  ? 'font-display text-2xl tracking-[-0.01em] sm:text-3xl'
                  : 'font-semibold text-xl tracking-tight'
              }
            >
              {title}
            </h1>
            {status}
          </div>
          {description !== undefined && (
            <p className={clsx('mt-1.5 text-muted', variant === 'default' && 'text-sm')}>
              {description}
            </p>
          )}
        </div>
        {actions !== undefined && (
          <div className="flex flex-wrap items-center gap-2">{actions}</div>
        )}
      </div>
    </header>
  );
}
