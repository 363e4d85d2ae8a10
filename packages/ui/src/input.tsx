import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { CONTROL_BOX, CONTROL_SIZES, type ControlSize } from './control-style.ts';
import { useFieldControl } from './field-context.ts';

export interface InputProps extends Omit<ComponentProps<'input'>, 'size'> {
  /** Default `md`. */
  readonly size?: ControlSize | undefined;
  /** Marks the value as wrong; a `Field` with an error does it. */
  readonly invalid?: boolean | undefined;
  /** An icon or a short text inside, before the value. */
  readonly leading?: ReactNode;
  /** An icon, a short text or an `IconButton` inside, after the value. */
  readonly trailing?: ReactNode;
}

/** An input of one line. */
export function Input({
  size = 'md',
  invalid,
  leading,
  trailing,
  className,
  id,
  required,
  'aria-describedby': describedBy,
  ...props
}: InputProps) {
  const control = useFieldControl({ id, required, invalid, 'aria-describedby': describedBy });
  const input = (
    <input
      {...props}
      {...control}
      className={clsx(
        CONTROL_BOX,
        CONTROL_SIZES[size],
        leading !== undefined && 'pl-9',
        trailing !== undefined && 'pr-10',
        className,
      )}
    />
  );
  if (leading === undefined && trailing === undefined) return input;
  return (
    <div className="relative w-full min-w-0">
      {leading !== undefined && (
        <span className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted text-sm [&_svg]:size-4">
          {leading}
        </span>
      )}
      {input}
      {trailing !== undefined && (
        <span className="absolute inset-y-0 right-1.5 flex items-center text-muted text-sm [&_svg]:size-4">
          {trailing}
        </span>
      )}
    </div>
  );
}
