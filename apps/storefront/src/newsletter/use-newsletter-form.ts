import { type FormEvent, useRef, useState } from 'react';
import type { FormFailure } from '../forms/failure.ts';
import { useLocale } from '../i18n/use-locale.ts';
import type { SendNewsletter } from './open-newsletter.ts';

/** The API did not answer. */
const UNANSWERED: FormFailure = {
  ...{ reason: null, issues: [], details: {} },
  ...{ retryAfterSeconds: null, requestId: null },
};

export interface NewsletterFormState {
  readonly handlers: {
    readonly onFocus: () => void;
    readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  };
  readonly isPending: boolean;
  readonly isSent: boolean;
  readonly failure: FormFailure | null;
}

const open = async () => (await import('./open-newsletter.ts')).openNewsletter();

/**
 * Sends the form by a script, which can wait and do the proof of work that the API may ask for; what
 * that needs is loaded when a visitor begins to fill the form in. Without a script, the browser posts
 * the form to its page.
 */
export function useNewsletterForm(): NewsletterFormState {
  const locale = useLocale();
  const opened = useRef<Promise<SendNewsletter> | null>(null);
  const [isPending, setPending] = useState(false);
  const [isSent, setSent] = useState(false);
  const [failure, setFailure] = useState<FormFailure | null>(null);

  const prepare = () => {
    const promise = opened.current ?? open();
    opened.current = promise;
    // What could not be loaded is loaded again.
    promise.catch(() => {
      opened.current = null;
    });
    return promise;
  };

  async function submit(form: FormData) {
    setPending(true);
    setFailure(null);
    try {
      const send = await prepare();
      const found = await send(form, locale);
      setFailure(found);
      setSent(found === null);
    } catch {
      setFailure(UNANSWERED);
    } finally {
      setPending(false);
    }
  }

  return {
    handlers: {
      onFocus: () => void prepare(),
      onSubmit(event) {
        event.preventDefault();
        if (!isPending) void submit(new FormData(event.currentTarget));
      },
    },
    isPending,
    isSent,
    failure,
  };
}
