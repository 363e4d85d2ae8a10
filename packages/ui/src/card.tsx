import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

const PADDINGS = { none: '', sm: 'p-4', md: 'p-5 sm:p-6', lg: 'p-6 sm:p-8' } as const;

export interface CardProps extends ComponentProps<'div'> {
  /** Default `md`; `none` for tables and for `CardHeader` with `CardBody`. */
  readonly padding?: keyof typeof PADDINGS | undefined;
}

/** A plane on the page for things that belong together. */
export function Card({ padding = 'md', className, ...props }: CardProps) {
  return (
    <div
      {...props}
      className={clsx(
        'min-w-0 rounded-lg border border-border bg-surface shadow-sm',
        PADDINGS[padding],
        className,
      )}
    />
  );
}

export interface CardHeaderProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Buttons at the end. */
  readonly actions?: ReactNode;
  /** Level of the heading. Default 2. */
  readonly level?: 2 | 3 | 4 | undefined;
  readonly className?: string | undefined;
}

/** The head of a card with `padding="none"`, before `CardBody` or a table. */
export function CardHeader({ title, description, actions, level = 2, className }: CardHeaderProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      className={clsx(
        'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 pt-5 pb-4 sm:px-6',
        className,
      )}
    >
      <div className="min-w-0">
        <Heading className="font-semibold text-base">{title}</Heading>
        {description !== undefined && <p className="mt-0.5 text-muted text-sm">{description}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}

/** Content of a card with `padding="none"`. */
export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className={clsx('px-5 pb-5 sm:px-6 sm:pb-6 first:pt-5 sm:first:pt-6', className)}
    />
  );
}

/** The foot of a card with `padding="none"`: totals, buttons. */
export function CardFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className={clsx(
        'flex flex-wrap items-center justify-end gap-3 border-border border-t px-5 py-4 sm:px-6',
        className,
      )}
    />
  );
}
