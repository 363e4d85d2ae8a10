import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { CONTROL_BOX, CONTROL_SIZES, type ControlSize } from './control-style.ts';
import { useFieldControl } from './field-context.ts';

export interface SelectProps extends Omit<ComponentProps<'select'>, 'size'> {
  /** Default `md`. */
  readonly size?: ControlSize | undefined;
  /** Marks the value as wrong; a `Field` with an error does it. */
  readonly invalid?: boolean | undefined;
}

/** The browser's own list of choices (children: `<option>`): it works with any keyboard and phone. */
export function Select({
  size = 'md',
  invalid,
  className,
  id,
  required,
  'aria-describedby': describedBy,
  ...props
}: SelectProps) {
  const control = useFieldControl({ id, required, invalid, 'aria-describedby': describedBy });
  return (
    <div className={clsx('relative w-full min-w-0', className)}>
      <select
        {...props}
        {...control}
        className={clsx(CONTROL_BOX, CONTROL_SIZES[size], 'appearance-none truncate pr-9')}
      />
      <svg
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
      >
        <path d="m4 6 4 4 4-4" />
      </svg>
    </div>
  );
}
