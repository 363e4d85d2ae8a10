import { NumberField as BaseNumberField } from '@base-ui/react/number-field';
import { clsx } from 'clsx';
import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { CONTROL_BOX, CONTROL_SIZES, type ControlSize } from './control-style.ts';
import { useFieldControl } from './field-context.ts';

export interface NumberFieldProps {
  /** Null: empty. */
  readonly value: number | null;
  readonly onValueChange: (value: number | null) => void;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Default 1. */
  readonly step?: number | undefined;
  /** How numbers are read and written: `es`. */
  readonly locale: string;
  /** As of `Intl.NumberFormat`: percent, units, decimals. */
  readonly format?: Intl.NumberFormatOptions | undefined;
  /** With both, there are buttons for one step. */
  readonly decreaseLabel?: string | undefined;
  readonly increaseLabel?: string | undefined;
  /** After the number, inside: "kg", "%". Not together with the buttons. */
  readonly unit?: ReactNode;
  /** Default `md`. */
  readonly size?: ControlSize | undefined;
  readonly invalid?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly required?: boolean | undefined;
  readonly placeholder?: string | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly className?: string | undefined;
}

/** A number as people of a locale write it; the arrow keys change it. */
export function NumberField({
  value,
  onValueChange,
  min,
  max,
  step = 1,
  locale,
  format,
  decreaseLabel,
  increaseLabel,
  unit,
  size = 'md',
  invalid,
  disabled = false,
  required,
  placeholder,
  id,
  name,
  'aria-label': ariaLabel,
  className,
}: NumberFieldProps) {
  const { id: inputId, ...control } = useFieldControl({ id, required, invalid });
  const hasButtons = decreaseLabel !== undefined && increaseLabel !== undefined;
  const button =
    'grid h-full w-9 place-items-center text-muted transition-colors hover:bg-hover hover:text-text data-disabled:opacity-40 [&_svg]:size-4';
  return (
    <BaseNumberField.Root
      id={inputId}
      value={value}
      onValueChange={(next) => onValueChange(next)}
      min={min}
      max={max}
      step={step}
      locale={locale}
      format={format}
      disabled={disabled}
      name={name}
      className={clsx('w-full min-w-0', className)}
    >
      <BaseNumberField.Group className="relative">
        <BaseNumberField.Input
          {...control}
          aria-label={ariaLabel}
          placeholder={placeholder}
          className={clsx(
            CONTROL_BOX,
            CONTROL_SIZES[size],
            'tabular-nums',
            hasButtons && 'pr-20',
            !hasButtons && unit !== undefined && 'pr-12',
          )}
        />
        {hasButtons && (
          <span className="absolute inset-y-px right-px flex overflow-hidden rounded-r-md">
            <BaseNumberField.Decrement aria-label={decreaseLabel} className={button}>
              <Minus aria-hidden="true" />
            </BaseNumberField.Decrement>
            <BaseNumberField.Increment aria-label={increaseLabel} className={button}>
              <Plus aria-hidden="true" />
            </BaseNumberField.Increment>
          </span>
        )}
        {!hasButtons && unit !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted text-sm">
            {unit}
          </span>
        )}
      </BaseNumberField.Group>
    </BaseNumberField.Root>
  );
}
