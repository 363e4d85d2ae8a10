import type { ComponentProps, ReactNode } from 'react';
import { type FormAction, useForm } from './use-form.ts';

export interface FormProps extends Omit<ComponentProps<'form'>, 'onSubmit' | 'onChange'> {
  readonly onSubmit: FormAction;
  /** Label of the button. */
  readonly label: ReactNode;
  /** Makes a sentence of an error; by default an English one. */
  readonly explain?: ((error: unknown) => string) | undefined;
}

/**
 * A `<form>` with its button, which is disabled while the form is sent, and below it the reason why
 * the last submission failed, with the role `alert`. It has no styles.
 */
export function Form({ onSubmit, label, explain, children, ...rest }: FormProps) {
  const { handlers, isPending, message } = useForm(onSubmit, explain);
  return (
    <form {...rest} {...handlers}>
      {children}
      <button type="submit" disabled={isPending}>
        {label}
      </button>
      {message !== '' && <p role="alert">{message}</p>}
    </form>
  );
}
