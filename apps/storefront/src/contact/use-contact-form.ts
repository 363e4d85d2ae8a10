import { type FormEvent, useRef, useState } from 'react';
import { useLocale } from '../i18n/use-locale.ts';
import type { ContactAnswer } from './contact-answer.ts';
import { invalidFields } from './contact-fields.ts';

interface ContactForm {
  readonly answer: ContactAnswer | undefined;
  readonly isSending: boolean;
  onFocus(): void;
  onSubmit(event: FormEvent<HTMLFormElement>): void;
}

/** Loads the client of the API and requests the form's token. */
async function loadSender() {
  const { prepare, sendContact } = await import('./contact-sender.ts');
  prepare();
  return sendContact;
}

/**
 * Sends the form by a script, which can wait and do a proof of work where the form needs it. Both begin
 * when a visitor enters the first field, and are mostly over when the message is written.
 */
export function useContactForm(): ContactForm {
  const locale = useLocale();
  const [answer, setAnswer] = useState<ContactAnswer>();
  const [isSending, setSending] = useState(false);
  const sender = useRef<ReturnType<typeof loadSender> | undefined>(undefined);

  const load = () => {
    sender.current ??= loadSender();
    return sender.current;
  };

  const submit = async (form: HTMLFormElement) => {
    setSending(true);
    const send = await load();
    const result = await send(new FormData(form), locale);
    setSending(false);
    setAnswer(result);
  };

  return {
    answer,
    isSending,
    // A connection that is lost here is noticed when the form is sent.
    onFocus: () => void load().catch(() => (sender.current = undefined)),
    onSubmit(event) {
      event.preventDefault();
      if (isSending) return;
      const fields = invalidFields(event.currentTarget);
      if (fields.length > 0) {
        setAnswer({ kind: 'invalid', fields });
        return;
      }
      submit(event.currentTarget).catch(() => {
        sender.current = undefined;
        setSending(false);
        setAnswer({ kind: 'failed' });
      });
    },
  };
}
