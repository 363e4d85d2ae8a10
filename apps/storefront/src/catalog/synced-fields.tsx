import { type ComponentProps, useEffect, useRef } from 'react';
import { useNavigationType } from 'react-router';

// Fields of the list's form. They are the browser's own, so that a choice shows at once and without a
// script, and follow the address when it changes by other means: a link, the back button.

type TextProps = Omit<ComponentProps<'input'>, 'defaultValue' | 'value' | 'ref'> & {
  /** What the address says. */
  readonly text: string;
};

/** An input that follows the address, but not while a visitor types in it: that is ahead of the address. */
export function SyncedInput({ text, ...props }: TextProps) {
  const ref = useRef<HTMLInputElement>(null);
  const isBack = useNavigationType() === 'POP';
  useEffect(() => {
    const input = ref.current;
    if (input !== null && (isBack || document.activeElement !== input)) input.value = text;
  }, [text, isBack]);
  return <input {...props} ref={ref} defaultValue={text} />;
}

interface CheckboxProps {
  readonly name: string;
  readonly value: string;
  /** What the address says. */
  readonly isChosen: boolean;
  readonly label: string;
  /** Number of products that the choice leads to. */
  readonly count: number;
}

/** A checkbox with its label, which follows the address. */
export function SyncedCheckbox({ name, value, isChosen, label, count }: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current !== null) ref.current.checked = isChosen;
  }, [isChosen]);
  return (
    <label className="flex items-center gap-3 py-1 text-sm hover:text-accent">
      <input
        ref={ref}
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={isChosen}
        className="size-4 shrink-0"
      />
      <span className="min-w-0 grow truncate">{label}</span>
      <span className="text-muted text-xs tabular-nums">{count}</span>
    </label>
  );
}
