import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { CONTROL_BOX } from './control-style.ts';
import { useFieldControl } from './field-context.ts';

export interface TextareaProps extends ComponentProps<'textarea'> {
  /** Marks the value as wrong; a `Field` with an error does it. */
  readonly invalid?: boolean | undefined;
}

/** An input of several lines that grows with its text where the browser can. */
export function Textarea({
  invalid,
  rows = 4,
  className,
  id,
  required,
  'aria-describedby': describedBy,
  ...props
}: TextareaProps) {
  const control = useFieldControl({ id, required, invalid, 'aria-describedby': describedBy });
  return (
    <textarea
      {...props}
      {...control}
      rows={rows}
      className={clsx(
        CONTROL_BOX,
        'field-sizing-content min-h-20 resize-y px-3 py-2.5 text-base sm:text-sm',
        className,
      )}
    />
  );
}
