import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { TONE_FILL, TONE_SOFT, type Tone } from './tone.ts';

export interface BadgeProps extends ComponentProps<'span'> {
  /** Default `neutral`. */
  readonly tone?: Tone | undefined;
  /** A dot before the text, for the state of something. */
  readonly dot?: boolean | undefined;
  /** Before the text. */
  readonly icon?: ReactNode;
}

/** A short word on a soft ground: a state, a count, a kind. */
export function Badge({
  tone = 'neutral',
  dot = false,
  icon,
  className,
  children,
  ...props
}: BadgeProps) {
  return (
    <span
      {...props}
      className={clsx(
        'inline-flex max-w-full items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 py-0.5 font-medium text-xs [&_svg]:size-3.5 [&_svg]:shrink-0',
        TONE_SOFT[tone],
        className,
      )}
    >
      {dot && (
        <span aria-hidden="true" className={clsx('size-1.5 rounded-full', TONE_FILL[tone])} />
      )}
      {icon}
      {children}
    </span>
  );
}
