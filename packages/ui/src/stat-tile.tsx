import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Card } from './card.tsx';
import { type RenderElement, renderElement } from './render-element.ts';

const CHANGES = {
  neutral: 'text-muted',
  positive: 'text-positive',
  warning: 'text-warning',
  critical: 'text-critical',
} as const;

export interface StatTileProps {
  readonly label: ReactNode;
  /** The number, formatted; a `Skeleton` while it loads. */
  readonly value: ReactNode;
  /** Against before: "+12 %". */
  readonly change?: ReactNode;
  /** What the change means. Default `neutral`. */
  readonly changeTone?: keyof typeof CHANGES | undefined;
  /** Below the number. */
  readonly hint?: ReactNode;
  /** In the corner. */
  readonly icon?: ReactNode;
  /** Below all: a small chart. */
  readonly chart?: ReactNode;
  /** Makes the whole tile a link: `render={<Link to="/orders" />}`. */
  readonly render?: RenderElement | undefined;
  readonly className?: string | undefined;
}

/** One number of a dashboard. */
export function StatTile({
  label,
  value,
  change,
  changeTone = 'neutral',
  hint,
  icon,
  chart,
  render,
  className,
}: StatTileProps) {
  return (
    <Card
      padding="none"
      className={clsx(
        'relative flex min-w-0 flex-col gap-1 p-4 sm:p-5',
        render !== undefined && 'transition-colors duration-150 hover:border-border-strong',
        className,
      )}
    >
      <div className="flex items-center justify-between gap-3 text-muted text-sm [&_svg]:size-4">
        {render === undefined
          ? label
          : renderElement(render, {
              className: 'no-underline after:absolute after:inset-0 after:rounded-lg',
              children: label,
            })}
        {icon}
      </div>
      <div className="flex flex-wrap items-baseline gap-x-2.5">
        <span className="min-w-0 font-semibold text-lg tabular-nums tracking-tight [overflow-wrap:anywhere] sm:text-2xl">
          {value}
        </span>
        {change !== undefined && (
          <span className={clsx('font-medium text-sm tabular-nums', CHANGES[changeTone])}>
            {change}
          </span>
        )}
      </div>
      {hint !== undefined && <p className="text-muted text-sm">{hint}</p>}
      {chart !== undefined && <div className="mt-3">{chart}</div>}
    </Card>
  );
}
