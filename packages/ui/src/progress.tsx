import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';

const TONES = {
  accent: '[&::-moz-progress-bar]:bg-accent [&::-webkit-progress-value]:bg-accent',
  positive: '[&::-moz-progress-bar]:bg-positive [&::-webkit-progress-value]:bg-positive',
  warning: '[&::-moz-progress-bar]:bg-warning [&::-webkit-progress-value]:bg-warning',
  critical: '[&::-moz-progress-bar]:bg-critical [&::-webkit-progress-value]:bg-critical',
} as const;

export interface ProgressProps {
  readonly label: ReactNode;
  /** Hides the label from sight only. */
  readonly labelHidden?: boolean | undefined;
  /** 0 to `max`; null: unknown. */
  readonly value: number | null;
  /** Default 100. */
  readonly max?: number | undefined;
  /** At the end of the label's line: "120 of 400". */
  readonly valueText?: ReactNode;
  /** Default `accent`. */
  readonly tone?: keyof typeof TONES | undefined;
  readonly className?: string | undefined;
}

/** How far something is. */
export function Progress({
  label,
  labelHidden = false,
  value,
  max = 100,
  valueText,
  tone = 'accent',
  className,
}: ProgressProps) {
  const id = useId();
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <div className={labelHidden ? 'sr-only' : 'flex justify-between gap-4 text-sm'}>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {valueText !== undefined && <span className="text-muted tabular-nums">{valueText}</span>}
      </div>
      <span className="relative block h-1.5 overflow-hidden rounded-full bg-border">
        <progress
          id={id}
          max={max}
          {...(value !== null && { value })}
          className={clsx(
            'absolute inset-0 size-full appearance-none bg-transparent [&::-moz-progress-bar]:rounded-full [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:transition-[inline-size] [&::-webkit-progress-value]:duration-300',
            value === null ? 'opacity-0' : TONES[tone],
          )}
        />
        {value === null && (
          <span className="absolute inset-y-0 left-0 w-1/3 animate-indeterminate rounded-full bg-accent" />
        )}
      </span>
    </div>
  );
}
