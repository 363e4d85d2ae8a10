import { clsx } from 'clsx';
import { type ReactNode, useId, useMemo } from 'react';
import { FieldContext } from './field-context.ts';
import { FieldError } from './field-error.tsx';

export interface FieldProps {
  readonly label: ReactNode;
  /** Help below the control. */
  readonly hint?: ReactNode;
  /** What is wrong; marks the control as invalid. Empty texts count as none. */
  readonly error?: ReactNode;
  /** Default false. */
  readonly required?: boolean | undefined;
  /** At the end of the label's line: "optional", a link to a forgotten password. */
  readonly labelEnd?: ReactNode;
  /** Hides the label from sight only. */
  readonly labelHidden?: boolean | undefined;
  /** Id of the control; made up if absent. */
  readonly id?: string | undefined;
  readonly className?: string | undefined;
  /** One `Input`, `Textarea`, `Select` or another control that uses `useFieldControl`. */
  readonly children: ReactNode;
}

/**
 * Label, hint and error of one control, tied together for screen readers. With react-hook-form:
 * `<Field label={…} error={errors.name?.message}><Input {...register('name')} /></Field>`.
 */
export function Field({
  label,
  hint,
  error,
  required = false,
  labelEnd,
  labelHidden = false,
  id,
  className,
  children,
}: FieldProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  const hintId = `${controlId}-hint`;
  const errorId = `${controlId}-error`;
  const hasHint = Boolean(hint);
  const isInvalid = Boolean(error);
  const context = useMemo(() => {
    const described = [isInvalid && errorId, hasHint && hintId].filter(Boolean).join(' ');
    return {
      controlId,
      describedBy: described === '' ? undefined : described,
      isInvalid,
      isRequired: required,
    };
  }, [controlId, errorId, hintId, hasHint, isInvalid, required]);
  return (
    <FieldContext value={context}>
      <div className={clsx('flex min-w-0 flex-col gap-1.5', className)}>
        <div
          className={clsx('flex items-baseline justify-between gap-3', labelHidden && 'sr-only')}
        >
          <label htmlFor={controlId} className="font-medium text-sm">
            {label}
          </label>
          {labelEnd !== undefined && <span className="text-muted text-xs">{labelEnd}</span>}
        </div>
        {children}
        {hasHint && (
          <p id={hintId} className="text-muted text-sm">
            {hint}
          </p>
        )}
        {isInvalid && <FieldError id={errorId}>{error}</FieldError>}
      </div>
    </FieldContext>
  );
}
