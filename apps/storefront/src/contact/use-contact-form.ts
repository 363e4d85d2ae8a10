import { type FormEvent, useRef, useState } from 'react';
import { useLocale } from '../i18n/use-locale.ts';
import type { ContactAnswer } from './contact-answer.ts';

interface ContactForm {
  readonly answer: ContactAnswer | undefined;
  readonly isSending: boolean;
  onFocus(): void;
  onSubmit(event: FormEvent<HTMLFormElement>): void;
}

/**
 * Sends the form by a script, which can wait and do a proof of work where the form needs it. Both begin
 * when a visitor enters the first field, and are mostly over when the message is written.
 */
export function useContactForm(): ContactForm {
  const locale = useLocale();
  const [answer, setAnswer] = useState<ContactAnswer>();
  const [isSending, setSending] = useState(false);
  const sender = useRef<Promise<typeof import('./contact-sender.ts')> | undefined>(undefined);

  const load = () => {
    sender.current ??= import('./contact-sender.ts').then((module) => {
      module.prepare();
      return module;
    });
    return sender.current;
  };

  const send = async (form: HTMLFormElement) => {
    setSending(true);
    const { sendContact } = await load();
    const result = await sendContact(new FormData(form), locale);
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
      send(event.currentTarget).catch(() => {
        sender.current = undefined;
        setSending(false);
        setAnswer({ kind: 'failed' });
      });
    },
  };
}
