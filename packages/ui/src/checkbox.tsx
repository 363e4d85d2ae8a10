import { clsx } from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { FieldError } from './field-error.tsx';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'size'> {
  /** Beside the box; without it pass `aria-label`. */
  readonly label?: ReactNode;
  /** Help below the label. */
  readonly hint?: ReactNode;
  /** What is wrong, below the hint. */
  readonly error?: ReactNode;
  /** Neither on nor off, as of a selection of some rows. */
  readonly indeterminate?: boolean | undefined;
}

/** A native checkbox: it works with `register` of react-hook-form and without JavaScript. */
export function Checkbox({
  label,
  hint,
  error,
  indeterminate = false,
  className,
  id,
  ref,
  ...props
}: CheckboxProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  const described = [error && `${inputId}-error`, hint && `${inputId}-hint`].filter(Boolean);
  const box = (
    <span className="relative grid size-5 shrink-0 place-items-center">
      <input
        aria-describedby={described.length === 0 ? undefined : described.join(' ')}
        aria-invalid={Boolean(error) || undefined}
        {...props}
        ref={(element) => {
          if (element !== null) element.indeterminate = indeterminate;
          if (typeof ref === 'function') return ref(element);
          if (ref) ref.current = element;
          return undefined;
        }}
        id={inputId}
        type="checkbox"
        className="peer size-4.5 appearance-none rounded-xs border border-border-strong bg-surface transition-colors duration-150 checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent hover:border-muted aria-invalid:border-critical disabled:cursor-not-allowed disabled:border-border disabled:bg-sunken disabled:checked:bg-border-strong"
      />
      <svg
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        className="pointer-events-none absolute size-3.5 text-accent-contrast opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-100"
      >
        <path d={indeterminate ? 'M4 8h8' : 'm3.5 8.5 3 3 6-7'} />
      </svg>
    </span>
  );
  if (label === undefined) return <span className={className}>{box}</span>;
  return (
    <div className={clsx('flex items-start gap-2.5', className)}>
      {box}
      <div className="flex min-w-0 flex-col gap-0.5">
        <label htmlFor={inputId} className="text-sm">
          {label}
        </label>
        {hint && (
          <p id={`${inputId}-hint`} className="text-muted text-sm">
            {hint}
          </p>
        )}
        {error && <FieldError id={`${inputId}-error`}>{error}</FieldError>}
      </div>
    </div>
  );
}
