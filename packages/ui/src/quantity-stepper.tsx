import { clsx } from 'clsx';
import { type ComponentProps, useState } from 'react';

const SIZES = {
  sm: { box: 'h-8', button: 'w-8', input: 'w-9 text-base sm:text-sm' },
  md: { box: 'h-10', button: 'w-10', input: 'w-10 text-base sm:text-sm' },
  lg: { box: 'h-12', button: 'w-12', input: 'w-12 text-base' },
} as const;

export interface QuantityStepperProps
  extends Omit<
    ComponentProps<'input'>,
    'type' | 'size' | 'value' | 'defaultValue' | 'min' | 'max' | 'onChange' | 'aria-label'
  > {
  /** Names the input for screen readers. */
  readonly label: string;
  readonly decreaseLabel: string;
  readonly increaseLabel: string;
  /** A whole number. */
  readonly value: number;
  /** Called by the buttons, and by the input when it is left or Enter is pressed. */
  readonly onValueChange: (value: number) => void;
  /** Default 1. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Default `md`. */
  readonly size?: keyof typeof SIZES | undefined;
}

/** How many: minus, a number, plus. */
export function QuantityStepper({
  label,
  decreaseLabel,
  increaseLabel,
  value,
  onValueChange,
  min = 1,
  max,
  size = 'md',
  disabled = false,
  className,
  ...props
}: QuantityStepperProps) {
  // Null except while typing: then the input shows the value.
  const [draft, setDraft] = useState<string | null>(null);
  const style = SIZES[size];

  function change(wanted: number): void {
    setDraft(null);
    if (!Number.isInteger(wanted)) return;
    const next = Math.max(min, Math.min(wanted, max ?? wanted));
    if (next !== value) onValueChange(next);
  }

  function commit(): void {
    if (draft === null) return;
    change(draft.trim() === '' ? Number.NaN : Number(draft));
  }

  const button = clsx(
    'grid h-full place-items-center text-muted transition-colors duration-150 hover:bg-hover hover:text-text focus-visible:-outline-offset-2 disabled:pointer-events-none disabled:opacity-40',
    style.button,
  );
  return (
    <fieldset
      aria-label={label}
      disabled={disabled}
      className={clsx(
        'inline-flex min-w-0 items-center overflow-hidden rounded-md border border-border-strong bg-surface shadow-sm disabled:bg-sunken',
        style.box,
        className,
      )}
    >
      <button
        type="button"
        aria-label={decreaseLabel}
        disabled={value <= min}
        onClick={() => change(value - 1)}
        className={button}
      >
        <Sign path="M3.5 8h9" />
      </button>
      <input
        {...props}
        type="number"
        inputMode="numeric"
        aria-label={label}
        min={min}
        max={max}
        value={draft ?? value}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
        className={clsx(
          'h-full appearance-none bg-transparent text-center tabular-nums [-moz-appearance:textfield] focus-visible:-outline-offset-2 [&::-webkit-inner-spin-button]:appearance-none',
          style.input,
        )}
      />
      <button
        type="button"
        aria-label={increaseLabel}
        disabled={max !== undefined && value >= max}
        onClick={() => change(value + 1)}
        className={button}
      >
        <Sign path="M3.5 8h9M8 3.5v9" />
      </button>
    </fieldset>
  );
}

function Sign({ path }: { readonly path: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      aria-hidden="true"
      className="size-4"
    >
      <path d={path} />
    </svg>
  );
}
