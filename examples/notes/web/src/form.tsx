import { newIdempotencyKey } from '@trastienda/client';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { explain } from './client.ts';

interface FormProps {
  /** Label of the button. */
  readonly label: string;
  /** Receives the fields, and a key that stays the same until they change or were accepted. */
  readonly onSubmit: (field: (name: string) => string, key: string) => Promise<void>;
  readonly children: ReactNode;
}

/** A form that explains why its call failed, and keeps its fields until one succeeds. */
export function Form({ label, onSubmit, children }: FormProps) {
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);
  const key = useRef(newIdempotencyKey());
  const renewKey = () => {
    key.current = newIdempotencyKey();
  };

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    setBusy(true);
    try {
      await onSubmit((name) => String(fields.get(name) ?? ''), key.current);
      form.reset();
      renewKey();
      setError('');
    } catch (failure) {
      setError(explain(failure));
    }
    setBusy(false);
  }

  return (
    <form onSubmit={submit} onChange={renewKey}>
      {children}
      <button type="submit" disabled={isBusy}>
        {label}
      </button>
      {error !== '' && <p role="alert">{error}</p>}
    </form>
  );
}
