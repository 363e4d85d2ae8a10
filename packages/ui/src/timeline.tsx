import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { TONE_FILL, TONE_SOFT, type Tone } from './tone.ts';

export interface TimelineProps {
  /** Names the list for screen readers. */
  readonly label: string;
  readonly className?: string | undefined;
  /** `TimelineItem`s, in the order that the caller wants. */
  readonly children: ReactNode;
}

/** What happened, one below the other. */
export function Timeline({ label, className, children }: TimelineProps) {
  return (
    <ol aria-label={label} className={clsx('flex flex-col', className)}>
      {children}
    </ol>
  );
}

export interface TimelineItemProps {
  readonly title: ReactNode;
  /** Formatted time. */
  readonly time?: ReactNode;
  /** The same time for machines: ISO 8601. */
  readonly dateTime?: string | undefined;
  /** Who did it. */
  readonly actor?: ReactNode;
  /** Default `neutral`. */
  readonly tone?: Tone | undefined;
  /** In place of the dot. */
  readonly icon?: ReactNode;
  /** Details below the title. */
  readonly children?: ReactNode;
}

/** One thing that happened. */
export function TimelineItem({
  title,
  time,
  dateTime,
  actor,
  tone = 'neutral',
  icon,
  children,
}: TimelineItemProps) {
  return (
    <li className="group relative flex gap-3.5 pb-6 last:pb-0">
      <span
        aria-hidden="true"
        className="absolute top-7 bottom-0.5 left-3 w-px -translate-x-1/2 bg-border group-last:hidden"
      />
      <span
        aria-hidden="true"
        className={clsx(
          'grid size-6 shrink-0 place-items-center rounded-full [&_svg]:size-3.5',
          TONE_SOFT[tone],
        )}
      >
        {icon ?? <span className={clsx('size-2 rounded-full', TONE_FILL[tone])} />}
      </span>
      <div className="min-w-0 grow pt-0.5 text-sm">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="font-medium">{title}</p>
          {time !== undefined && (
            <time dateTime={dateTime} className="text-muted text-xs tabular-nums">
              {time}
            </time>
          )}
        </div>
        {actor !== undefined && <p className="text-muted">{actor}</p>}
        {children !== undefined && <div className="mt-1 text-muted">{children}</div>}
      </div>
    </li>
  );
}
