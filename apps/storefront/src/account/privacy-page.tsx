import { Button, buttonClass } from '@trastienda/ui/button';
import { Dialog, DialogClose } from '@trastienda/ui/dialog';
import { DialogActions } from '@trastienda/ui/dialog-actions';
import { PageHeader } from '@trastienda/ui/page-header';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { SubmitButton } from '../forms/submit-button.tsx';
import { useLocalePath } from '../i18n/use-locale.ts';
import { PageHead } from '../seo/page-head.tsx';
import { AccountForm } from './account-form.tsx';
import { Section } from './section.tsx';

const CONSEQUENCES = ['access', 'data', 'orders', 'newsletter'] as const;

/** A copy of the account's data, and its deletion. */
export function PrivacyPage() {
  const t = useTranslations('account.privacy');
  const inLanguage = useLocalePath();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <PageHead title={t('title')} isIndexed={false} />
      <PageHeader variant="display" title={t('title')} />
      <Section title={t('copy.title')} text={t('copy.text')}>
        <a href={inLanguage('/account/data')} className={buttonClass()}>
          <Download aria-hidden="true" />
          {t('copy.submit')}
        </a>
      </Section>
      <Section title={t('delete.title')} text={t('delete.text')}>
        <ul className="mb-6 list-disc space-y-2 pl-5 text-sm">
          {CONSEQUENCES.map((name) => (
            <li key={name}>{t(`delete.${name}`)}</li>
          ))}
        </ul>
        <Button onClick={() => setAsking(true)}>{t('delete.open')}</Button>
        <Dialog
          open={isAsking}
          onOpenChange={setAsking}
          size="sm"
          title={t('delete.sure')}
          description={t('delete.final')}
          closeLabel={t('delete.close')}
        >
          <AccountForm intent="delete">
            <DialogActions>
              <DialogClose render={<Button variant="ghost">{t('delete.keep')}</Button>} />
              <SubmitButton variant="critical">{t('delete.submit')}</SubmitButton>
            </DialogActions>
          </AccountForm>
        </Dialog>
      </Section>
    </>
  );
}
