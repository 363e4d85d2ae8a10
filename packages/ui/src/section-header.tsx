import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface SectionHeaderProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Buttons or links at the end. */
  readonly actions?: ReactNode;
  /** Level of the heading. Default 2. */
  readonly level?: 2 | 3 | undefined;
  /** Default `default`, for the back office; `display` has the storefront's serif. */
  readonly variant?: 'default' | 'display' | undefined;
  /** Id of the heading, for `aria-labelledby` of the section. */
  readonly id?: string | undefined;
  readonly className?: string | undefined;
}

/** The head of a part of a page. */
export function SectionHeader({
  title,
  description,
  actions,
  level = 2,
  variant = 'default',
  id,
  className,
}: SectionHeaderProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={clsx('flex flex-wrap items-end justify-between gap-x-6 gap-y-2', className)}>
      <div className="min-w-0">
        <Heading
          id={id}
          className={
            variant === 'display'
              ? 'font-display text-xl tracking-[-0.01em] sm:text-2xl'
              : 'font-semibold text-lg tracking-tight'
          }
        >
          {title}
        </Heading>
        {description !== undefined && <p className="mt-1 text-muted text-sm">{description}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
    </div>
  );
}
