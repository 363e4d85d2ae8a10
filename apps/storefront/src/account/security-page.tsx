import type { Session } from '@trastienda/shop-client';
import { PageHeader } from '@trastienda/ui/page-header';
import { useTranslations } from 'use-intl';
import { NewPasswordField, type PasswordRules } from '../forms/new-password-field.tsx';
import { PasswordField } from '../forms/password-field.tsx';
import { SubmitButton } from '../forms/submit-button.tsx';
import { PageHead } from '../seo/page-head.tsx';
import { AccountForm } from './account-form.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { Section } from './section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { useAccountData } from './use-account.ts';

interface Props {
  readonly sessions: readonly Session[];
  readonly passwords: PasswordRules;
}

/** Password, second factor and sessions. */
export function SecurityPage({ sessions, passwords }: Props) {
  const t = useTranslations('account.security');
  const { account } = useAccountData();
  return (
    <>
      <PageHead title={t('title')} isIndexed={false} />
      <PageHeader variant="display" title={t('title')} />
      <Section title={t('password.title')} text={t('password.text')}>
        <AccountForm intent="change-password" doneText={t('password.done')}>
          {/* Tells password managers whose password it is. */}
          <input type="email" autoComplete="username" value={account.email} readOnly hidden />
          <PasswordField
            name="currentPassword"
            label={t('password.current')}
            autoComplete="current-password"
          />
          <NewPasswordField name="newPassword" label={t('password.new')} rules={passwords} />
          <SubmitButton>{t('password.submit')}</SubmitButton>
        </AccountForm>
      </Section>
      <SecondFactorSection />
      <SessionsSection sessions={sessions} />
    </>
  );
}
