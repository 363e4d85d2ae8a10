import { type FormEvent, useRef, useState } from 'react';
import { explainError } from '../../errors/explain-error.ts';
import { type FieldErrors, fieldErrorsOf } from '../../errors/field-errors.ts';
import { newIdempotencyKey } from '../../idempotency/new-idempotency-key.ts';

/** A form as it was submitted. */
export interface FormSubmission {
  /** Returns the text of a field, `on` for a checked box; empty if there is none. */
  readonly field: (name: string) => string;
  /** All fields, with files and repeated names. */
  readonly data: FormData;
  /**
   * For `context` of the call's options. Stays the same until a field changes or the form was
   * accepted: a retry has one effect.
   */
  readonly idempotencyKey: string;
}

/** Sends a form. Its rejection is the form's error. */
export type FormAction = (submission: FormSubmission) => Promise<unknown>;

export interface FormState {
  /** Handlers of the `<form>` element. */
  readonly handlers: {
    readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    readonly onChange: () => void;
  };
  readonly isPending: boolean;
  /** Why the last submission failed; null after one that succeeded. */
  readonly error: unknown;
  /** The error as a sentence; empty without one. */
  readonly message: string;
  /** What the server says of single fields, by their paths. */
  readonly fieldErrors: FieldErrors;
}

/**
 * State of a form whose fields the browser keeps: it is sent once at a time, emptied when it is
 * accepted, and keeps its fields when it fails. `explain` makes a sentence of an error.
 *
 * @example
 * const { handlers, isPending, message } = useForm(({ field, idempotencyKey }) =>
 *   client.notes.write.mutate({ text: field('text') }, { context: { idempotencyKey } }),
 * );
 */
export function useForm(
  action: FormAction,
  explain: (error: unknown) => string = explainError,
): FormState {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isRunning = useRef(false);
  const key = useRef<string | null>(null);

  async function submit(form: HTMLFormElement) {
    // A second click may come before the button is rendered as disabled.
    if (isRunning.current) return;
    isRunning.current = true;
    setPending(true);
    key.current ??= newIdempotencyKey();
    const data = new FormData(form);
    const field = (name: string) => {
      const value = data.get(name);
      return typeof value === 'string' ? value : '';
    };
    try {
      await action({ field, data, idempotencyKey: key.current });
      form.reset();
      key.current = null;
      setError(null);
    } catch (failure) {
      setError(failure);
    } finally {
      isRunning.current = false;
      setPending(false);
    }
  }

  return {
    handlers: {
      onSubmit(event) {
        event.preventDefault();
        void submit(event.currentTarget);
      },
      onChange() {
        // While a call runs, its key is that of the fields as they were sent.
        key.current = null;
      },
    },
    isPending,
    error,
    message: error === null ? '' : explain(error),
    fieldErrors: fieldErrorsOf(error),
  };
}
