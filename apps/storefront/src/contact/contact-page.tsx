import { Alert } from '@trastienda/ui/alert';
import { Button, buttonClass } from '@trastienda/ui/button';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { Textarea } from '@trastienda/ui/textarea';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { SentNotice } from '../account/sent-notice.tsx';
import { Honeypot } from '../forms/honeypot.tsx';
import { Link } from '../i18n/link.tsx';
import { PageHead } from '../seo/page-head.tsx';
import { useShellData } from '../shell/shell-data.ts';
import type { ContactField } from './contact-fields.ts';
import type { AnsweredContact } from './send-contact-form.ts';
import { useContactForm } from './use-contact-form.ts';

interface Props {
  readonly token: string;
  /** True after a form without a script was sent. */
  readonly wasSent: boolean;
  readonly answered: AnsweredContact | undefined;
}

function Sent() {
  const t = useTranslations('contact');
  return (
    <SentNotice title={t('sent.title')} text={t('sent.text')}>
      <Link to="/products" className={buttonClass()}>
        {t('sent.browse')}
      </Link>
    </SentNotice>
  );
}

/** A form to write to the shop. */
export function ContactPage({ token, wasSent, answered }: Props) {
  const t = useTranslations('contact');
  const { answer: live, isSending, ...form } = useContactForm();
  const account = useShellData()?.account;
  const answer = live ?? answered?.answer;
  const values = answered?.values;
  const body = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (answer?.kind !== 'invalid') return;
    body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [answer]);
  const errorOf = (field: Exclude<ContactField, 'website'>) =>
    answer?.kind === 'invalid' && answer.fields.includes(field) ? t(`invalid.${field}`) : undefined;
  const isSent = answer === undefined ? wasSent : answer.kind === 'sent';
  return (
    <div className="mx-auto max-w-xl pt-8 sm:pt-14">
      {isSent ? (
        <Sent />
      ) : (
        <>
          <PageHead title={t('title')} description={t('description')} />
          <h1 className="font-display text-3xl tracking-tight">{t('title')}</h1>
          <p className="mt-3 text-pretty text-muted">{t('text')}</p>
          <form
            {...form}
            ref={body}
            method="post"
            noValidate
            className="relative mt-8 flex flex-col gap-5"
          >
            <input type="hidden" name="token" value={token} />
            <Honeypot />
            {answer !== undefined && answer.kind !== 'invalid' && answer.kind !== 'sent' && (
              <Alert tone="critical">{t(`failed.${answer.kind}`)}</Alert>
            )}
            <div className="grid gap-5 sm:grid-cols-2">
              <Field label={t('name')} error={errorOf('name')} required>
                <Input
                  name="name"
                  autoComplete="name"
                  maxLength={100}
                  defaultValue={values?.name ?? account?.name ?? ''}
                />
              </Field>
              <Field label={t('email')} error={errorOf('email')} required>
                <Input
                  name="email"
                  type="email"
                  autoComplete="email"
                  maxLength={254}
                  defaultValue={values?.email ?? account?.email ?? ''}
                />
              </Field>
            </div>
            <Field label={t('orderNumber')} labelEnd={t('optional')} error={errorOf('orderNumber')}>
              <Input name="orderNumber" maxLength={40} defaultValue={values?.orderNumber} />
            </Field>
            <Field label={t('message')} error={errorOf('message')} required>
              <Textarea
                className="min-h-40"
                name="message"
                rows={7}
                maxLength={10_000}
                defaultValue={values?.message}
              />
            </Field>
            <div className="flex flex-wrap items-center justify-between gap-4">
              <p className="max-w-xs text-muted text-xs">{t('privacy')}</p>
              <Button type="submit" variant="primary" size="lg" loading={isSending}>
                {t('send')}
              </Button>
            </div>
          </form>
        </>
      )}
    </div>
  );
}
