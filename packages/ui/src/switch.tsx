import { clsx } from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';

export interface SwitchProps extends Omit<ComponentProps<'input'>, 'type' | 'size' | 'role'> {
  /** Before the switch; without it pass `aria-label`. */
  readonly label?: ReactNode;
  /** Help below the label. */
  readonly hint?: ReactNode;
}

/** On or off at once, without a button that saves; in forms that are sent use `Checkbox`. */
export function Switch({ label, hint, className, id, ...props }: SwitchProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  const control = (
    <input
      aria-describedby={hint ? `${inputId}-hint` : undefined}
      {...props}
      id={inputId}
      type="checkbox"
      // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells whether it is checked.
      role="switch"
      className="relative h-5.5 w-9.5 shrink-0 appearance-none rounded-full bg-border-strong transition-colors duration-150 before:absolute before:top-0.5 before:left-0.5 before:size-4.5 before:rounded-full before:bg-surface before:shadow-sm before:transition-[translate] before:duration-150 checked:bg-accent checked:before:translate-x-4 checked:before:bg-accent-contrast disabled:cursor-not-allowed disabled:opacity-50"
    />
  );
  if (label === undefined) return control;
  return (
    <div className={clsx('flex items-start justify-between gap-4', className)}>
      <div className="flex min-w-0 flex-col gap-0.5">
        <label htmlFor={inputId} className="font-medium text-sm">
          {label}
        </label>
        {hint && (
          <p id={`${inputId}-hint`} className="text-muted text-sm">
            {hint}
          </p>
        )}
      </div>
      {control}
    </div>
  );
}
