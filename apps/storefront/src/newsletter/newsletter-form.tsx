import { Button } from '@trastienda/ui/button';
import { FieldError } from '@trastienda/ui/field-error';
import { Input } from '@trastienda/ui/input';
import { useEffect, useId, useRef } from 'react';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import type { FormFailure } from '../forms/failure.ts';
import { Honeypot } from '../forms/honeypot.tsx';
import { useNewsletterForm } from './use-newsletter-form.ts';

interface Props {
  /** For a browser without scripts; a script requests its own. */
  readonly token: string;
  readonly email: string;
  /** Of the page's action. */
  readonly failure: FormFailure | null;
}

/** Why a request was not accepted. */
function useFailureText(): (failure: FormFailure) => string {
  const t = useTranslations('newsletter.form');
  return ({ reason, retryAfterSeconds }) => {
    if (retryAfterSeconds !== null) return t('limited', { seconds: retryAfterSeconds });
    return t(reason === 'INPUT_INVALID' ? 'invalid' : 'failed');
  };
}

/** Asks for the newsletter. */
export function NewsletterForm({ token, email, failure: posted }: Props) {
  const t = useTranslations('newsletter.form');
  const textOf = useFailureText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { handlers, isPending, isSent, ...state } = useNewsletterForm();
  const failure = state.failure ?? posted;
  useEffect(() => {
    if (failure !== null) input.current?.focus();
  }, [failure]);
  if (isSent) {
    return (
      <p role="status" className="font-medium text-positive text-sm">
        {t('sent')}
      </p>
    );
  }
  return (
    <Form method="post" noValidate className="relative" {...handlers}>
      <label htmlFor={id} className="sr-only">
        {t('email')}
      </label>
      <div className="flex gap-2">
        <Input
          ref={input}
          id={id}
          name="email"
          type="email"
          autoComplete="email"
          placeholder={t('email')}
          defaultValue={email}
          required
          invalid={failure !== null}
          aria-describedby={failure === null ? `${id}-consent` : `${id}-error ${id}-consent`}
        />
        <Button type="submit" loading={isPending}>
          {t('submit')}
        </Button>
      </div>
      <input type="hidden" name="token" value={token} />
      <Honeypot />
      {failure !== null && (
        <div role="alert" className="mt-2">
          <FieldError id={`${id}-error`}>{textOf(failure)}</FieldError>
        </div>
      )}
      <p id={`${id}-consent`} className="mt-2 text-pretty text-muted text-xs">
        {t('consent')}
      </p>
    </Form>
  );
}
