import { type ComponentProps, useEffect, useRef } from 'react';

type Props = Omit<ComponentProps<'input'>, 'defaultValue' | 'value' | 'ref'> & {
  /** What the address says. */
  readonly text: string;
};

/** An input that follows the address, but not while a visitor types in it: that is ahead of the address. */
export function SyncedInput({ text, ...props }: Props) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const input = ref.current;
    if (input !== null && document.activeElement !== input) input.value = text;
  }, [text]);
  return <input {...props} ref={ref} defaultValue={text} />;
}
