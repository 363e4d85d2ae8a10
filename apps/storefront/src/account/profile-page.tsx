import { Field } from '@trastienda/ui/field';
import { PageHeader } from '@trastienda/ui/page-header';
import { Select } from '@trastienda/ui/select';
import { useTranslations } from 'use-intl';
import { SubmitButton } from '../forms/submit-button.tsx';
import { TextField } from '../forms/text-field.tsx';
import { LOCALES } from '../i18n/locales.ts';
import { PageHead } from '../seo/page-head.tsx';
import { AccountForm } from './account-form.tsx';
import { Section } from './section.tsx';
import { useAccountData } from './use-account.ts';

/** Name, language of emails and email address. */
export function ProfilePage() {
  const t = useTranslations('account.profile');
  const { account } = useAccountData();
  return (
    <>
      <PageHead title={t('title')} isIndexed={false} />
      <PageHeader variant="display" title={t('title')} />
      <Section title={t('data.title')} text={t('data.text')}>
        <AccountForm intent="update" doneText={t('data.done')}>
          <TextField
            key={account.name}
            name="name"
            label={t('data.name')}
            autoComplete="name"
            defaultValue={account.name}
          />
          <Field label={t('data.locale')} hint={t('data.localeHint')}>
            <Select key={account.locale} name="locale" defaultValue={account.locale}>
              {LOCALES.map((locale) => (
                <option key={locale} value={locale}>
                  {t(`data.locales.${locale}`)}
                </option>
              ))}
            </Select>
          </Field>
          <SubmitButton>{t('data.submit')}</SubmitButton>
        </AccountForm>
      </Section>
      <Section title={t('email.title')} text={t('email.text', { email: account.email })}>
        <AccountForm intent="change-email" doneText={t('email.done')}>
          <TextField
            name="email"
            type="email"
            label={t('email.email')}
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
          />
          <SubmitButton variant="secondary">{t('email.submit')}</SubmitButton>
        </AccountForm>
      </Section>
    </>
  );
}
