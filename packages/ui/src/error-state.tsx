import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface ErrorStateProps {
  /** Default: a sign of warning. */
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  /** What to do about it. */
  readonly description?: ReactNode;
  /** For support: a request's id. */
  readonly detail?: ReactNode;
  /** "Try again", a link home. */
  readonly actions?: ReactNode;
  /** Level of the heading. Default 2; 1 when it is the whole page. */
  readonly level?: 1 | 2 | 3 | undefined;
  /** Default `md`; `sm` inside of a card or drawer. */
  readonly size?: 'sm' | 'md' | undefined;
  readonly className?: string | undefined;
}

/** In place of what could not be loaded. */
export function ErrorState({
  icon,
  title,
  description,
  detail,
  actions,
  level = 2,
  size = 'md',
  className,
}: ErrorStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      role="alert"
      className={clsx(
        'flex flex-col items-center px-6 text-center',
        size === 'sm' ? 'py-8' : 'py-14 sm:py-20',
        className,
      )}
    >
      <span
        aria-hidden="true"
        className="mb-4 grid size-12 place-items-center rounded-full bg-critical-soft text-critical [&_svg]:size-6"
      >
        {icon ?? (
          <svg
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            aria-hidden="true"
          >
            <path d="M12 7v6M12 17h.01" />
          </svg>
        )}
      </span>
      <Heading className={clsx('font-semibold', size === 'sm' ? 'text-base' : 'text-lg')}>
        {title}
      </Heading>
      {description !== undefined && (
        <p className="mt-1.5 max-w-md text-pretty text-muted text-sm">{description}</p>
      )}
      {actions !== undefined && (
        <div className="mt-6 flex flex-wrap items-center justify-center gap-3">{actions}</div>
      )}
      {detail !== undefined && (
        <p className="mt-6 break-all font-mono text-muted text-xs">{detail}</p>
      )}
    </div>
  );
}
