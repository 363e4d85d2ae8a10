import { linkClass } from '@trastienda/ui/link';
import { useEffect, useRef } from 'react';
import { Form, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import type { FormFailure } from '../forms/failure.ts';
import { FormBody } from '../forms/form-body.tsx';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Link } from '../i18n/link.tsx';
import { withoutLocale } from '../i18n/locales.ts';
import { CodeField } from './code-field.tsx';

interface Props {
  /** Secret of the sign-in that has begun with the password. */
  readonly challenge: string;
  readonly failure: FormFailure | null;
}

/** The second step of a sign-in: a code of the authenticator app, or a recovery code. */
export function SecondFactorForm({ challenge, failure }: Props) {
  const t = useTranslations('auth.secondFactor');
  const { pathname, search } = useLocation();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLInputElement>('[name="code"]')?.focus(), []);
  return (
    <Form method="post" noValidate ref={form}>
      <input type="hidden" name="challenge" value={challenge} />
      <FormBody failure={failure}>
        <CodeField hint={t('hint')} />
        <SubmitButton size="lg" fullWidth>
          {t('submit')}
        </SubmitButton>
        <p className="text-center text-sm">
          <Link
            to={withoutLocale(pathname) + search}
            reloadDocument
            className={linkClass({ tone: 'muted' })}
          >
            {t('back')}
          </Link>
        </p>
      </FormBody>
    </Form>
  );
}
