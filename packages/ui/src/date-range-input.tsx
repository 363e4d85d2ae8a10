import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';
import { FieldError } from './field-error.tsx';
import { Input } from './input.tsx';

/** Days as `2026-03-14`; an empty text: open at that end. */
export interface DateRange {
  readonly start: string;
  readonly end: string;
}

export interface DateRangeInputProps {
  readonly label: ReactNode;
  /** Hides the label from sight only. */
  readonly labelHidden?: boolean | undefined;
  readonly startLabel: string;
  readonly endLabel: string;
  readonly value: DateRange;
  readonly onValueChange: (value: DateRange) => void;
  /** First and last day that can be chosen. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly error?: ReactNode;
  /** Default `md`. */
  readonly size?: 'sm' | 'md' | undefined;
  readonly className?: string | undefined;
}

/** Two native inputs of days; the second cannot be before the first. */
export function DateRangeInput({
  label,
  labelHidden = false,
  startLabel,
  endLabel,
  value,
  onValueChange,
  min,
  max,
  error,
  size = 'md',
  className,
}: DateRangeInputProps) {
  const errorId = useId();
  const shared = {
    type: 'date',
    size,
    invalid: Boolean(error),
    'aria-describedby': error ? errorId : undefined,
  } as const;
  return (
    <fieldset className={clsx('flex min-w-0 flex-col gap-1.5 max-sm:w-full', className)}>
      <legend className={labelHidden ? 'sr-only' : 'mb-1.5 font-medium text-sm'}>{label}</legend>
      <div className="flex items-center gap-2 max-sm:flex-col">
        <Input
          {...shared}
          aria-label={startLabel}
          value={value.start}
          min={min}
          max={value.end === '' ? max : value.end}
          onChange={(event) => onValueChange({ ...value, start: event.target.value })}
        />
        <span aria-hidden="true" className="text-muted max-sm:hidden">
          –
        </span>
        <Input
          {...shared}
          aria-label={endLabel}
          value={value.end}
          min={value.start === '' ? min : value.start}
          max={max}
          onChange={(event) => onValueChange({ ...value, end: event.target.value })}
        />
      </div>
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </fieldset>
  );
}
