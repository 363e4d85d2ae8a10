import { Card, CardHeader } from '@trastienda/ui/card';
import { linkClass } from '@trastienda/ui/link';
import { Skeleton } from '@trastienda/ui/skeleton';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';

export interface TileProps {
  readonly title: string;
  readonly description?: string;
  /** Controls at the end of the head. */
  readonly actions?: ReactNode;
  /** Page with all of it. */
  readonly to?: string;
  /** Null without a failure. */
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly onRetry: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of the overview. One that fails says so and leaves the others alone. */
export function Tile({
  title,
  description,
  actions,
  to,
  error,
  isLoading,
  onRetry,
  className,
  children,
}: TileProps) {
  const t = useTranslations('overview');
  return (
    <Card padding="none" className={clsx('flex flex-col', className)}>
      <CardHeader
        className={clsx('items-start!', actions === undefined && 'flex-nowrap!')}
        title={title}
        {...(description !== undefined && { description })}
        actions={
          <>
            {actions}
            {to !== undefined && (
              <Link
                to={to}
                className={`${linkClass({ underline: 'hover' })} whitespace-nowrap text-sm`}
              >
                {t('showAll')}
              </Link>
            )}
          </>
        }
      />
      <div className="min-w-0 grow px-5 pb-5 sm:px-6 sm:pb-6" aria-busy={isLoading}>
        {error !== null && <FailureAlert error={error} onRetry={onRetry} />}
        {error === null && (isLoading ? <Skeleton className="h-28" /> : children)}
      </div>
    </Card>
  );
}

/** In place of what a tile would list. */
export function TileEmpty({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="py-4 text-sm">
      <p className="font-medium">{title}</p>
      <p className="mt-0.5 text-muted">{text}</p>
    </div>
  );
}
