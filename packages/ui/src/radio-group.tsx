import { clsx } from 'clsx';
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  useContext,
  useId,
  useMemo,
} from 'react';
import { FieldError } from './field-error.tsx';

export type RadioVariant = 'plain' | 'card' | 'pill';

interface RadioContextValue {
  readonly name: string;
  readonly variant: RadioVariant;
  readonly value: string | undefined;
  readonly onValueChange: ((value: string) => void) | undefined;
}

const RadioContext = createContext<RadioContextValue | null>(null);

export interface RadioGroupProps {
  /** The question. */
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  /** Hides the label from sight only. */
  readonly labelHidden?: boolean | undefined;
  /** Of the inputs; made up if absent. `register` on each `Radio` sets it too. */
  readonly name?: string | undefined;
  /** Controls the group, with `onValueChange`; without it the inputs keep their state themselves. */
  readonly value?: string | undefined;
  readonly onValueChange?: ((value: string) => void) | undefined;
  /** `plain` circles (default), `card` with a border and room for a price, `pill` for sizes. */
  readonly variant?: RadioVariant | undefined;
  /** Default `vertical`; pills are in a row that wraps. */
  readonly orientation?: 'vertical' | 'horizontal' | undefined;
  readonly className?: string | undefined;
  /** `Radio`s. */
  readonly children: ReactNode;
}

/** One of a few choices, by native radio buttons: they work with `register` and without JavaScript. */
export function RadioGroup({
  label,
  hint,
  error,
  labelHidden = false,
  name,
  value,
  onValueChange,
  variant = 'plain',
  orientation = 'vertical',
  className,
  children,
}: RadioGroupProps) {
  const id = useId();
  const groupName = name ?? id;
  const context = useMemo(
    () => ({ name: groupName, variant, value, onValueChange }),
    [groupName, variant, value, onValueChange],
  );
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean);
  return (
    <RadioContext value={context}>
      <fieldset
        aria-describedby={described.length === 0 ? undefined : described.join(' ')}
        className={clsx('flex min-w-0 flex-col gap-2', className)}
      >
        <legend className={labelHidden ? 'sr-only' : 'mb-2 font-medium text-sm'}>{label}</legend>
        {hint && (
          <p id={`${id}-hint`} className="-mt-2 text-muted text-sm">
            {hint}
          </p>
        )}
        <div
          className={clsx(
            'flex',
            variant === 'pill' && 'flex-wrap gap-2',
            variant === 'card' && 'gap-3',
            variant === 'plain' && (orientation === 'vertical' ? 'gap-3' : 'gap-x-6 gap-y-3'),
            variant !== 'pill' && (orientation === 'vertical' ? 'flex-col' : 'flex-wrap'),
          )}
        >
          {children}
        </div>
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      </fieldset>
    </RadioContext>
  );
}

const VARIANTS: Readonly<Record<RadioVariant, string>> = {
  plain: 'flex items-start gap-2.5',
  card: 'flex grow items-start gap-3 rounded-lg border border-border-strong/60 bg-surface p-4 transition-colors duration-150 hover:border-border-strong has-checked:border-accent has-checked:bg-accent-soft/50 has-checked:ring-1 has-checked:ring-accent has-disabled:bg-sunken has-disabled:opacity-60',
  pill: 'relative flex min-h-10 min-w-12 items-center justify-center rounded-md border border-border-strong/60 bg-surface px-3.5 text-sm transition-colors duration-150 hover:border-border-strong has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-disabled:border-border has-disabled:text-muted has-disabled:line-through has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
};

export interface RadioProps extends Omit<ComponentProps<'input'>, 'type' | 'size' | 'value'> {
  readonly value: string;
  readonly label: ReactNode;
  /** Help below the label; not shown in a pill. */
  readonly hint?: ReactNode;
  /** At the end of a card: a price. */
  readonly trailing?: ReactNode;
}

/** One choice of a `RadioGroup`. */
export function Radio({ value, label, hint, trailing, className, onChange, ...props }: RadioProps) {
  const group = useContext(RadioContext);
  const variant = group?.variant ?? 'plain';
  const isControlled = group?.value !== undefined;
  return (
    <label className={clsx(VARIANTS[variant], className)}>
      <input
        name={group?.name}
        {...props}
        {...(isControlled && { checked: group.value === value })}
        onChange={(event) => {
          group?.onValueChange?.(value);
          onChange?.(event);
        }}
        type="radio"
        value={value}
        className={
          variant === 'pill'
            ? 'absolute inset-0 cursor-pointer appearance-none rounded-md outline-none disabled:cursor-not-allowed'
            : 'mt-px size-4.5 shrink-0 appearance-none rounded-full border border-border-strong bg-surface transition-colors duration-150 checked:border-5 checked:border-accent checked:bg-accent-contrast hover:border-muted checked:hover:border-accent disabled:cursor-not-allowed disabled:border-border'
        }
      />
      {variant === 'pill' ? (
        label
      ) : (
        <span className="flex min-w-0 grow flex-col gap-0.5">
          <span className={clsx('text-sm', variant === 'card' && 'font-medium')}>{label}</span>
          {hint && <span className="text-muted text-sm">{hint}</span>}
        </span>
      )}
      {trailing !== undefined && variant !== 'pill' && (
        <span className="shrink-0 font-medium text-sm tabular-nums">{trailing}</span>
      )}
    </label>
  );
}
