import { Badge } from '@trastienda/ui/badge';
import { Button } from '@trastienda/ui/button';
import { Dialog, DialogClose } from '@trastienda/ui/dialog';
import { DialogActions } from '@trastienda/ui/dialog-actions';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FormFailure } from '../forms/failure.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { AccountForm } from './account-form.tsx';
import { CodeField } from './code-field.tsx';
import type { QrCode } from './qr-code.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { Section } from './section.tsx';
import { TotpEnrollment } from './totp-enrollment.tsx';
import { useAccountData } from './use-account.ts';

interface Enrollment {
  readonly failure: FormFailure | null;
  readonly secret: string;
  readonly uri: string;
  readonly qrCode: QrCode;
}

interface Codes {
  readonly failure: FormFailure | null;
  readonly recoveryCodes: readonly string[];
}

type Step =
  | { readonly name: 'start' }
  | { readonly name: 'enroll'; readonly enrollment: Enrollment }
  | { readonly name: 'codes'; readonly codes: readonly string[] };

const START: Step = { name: 'start' };

/** The authenticator app and the recovery codes of an account. */
export function SecondFactorSection() {
  const t = useTranslations('account.security.secondFactor');
  const { hasSecondFactor } = useAccountData().account;
  const [step, setStep] = useState<Step>(START);
  const showCodes = ({ recoveryCodes }: Codes) => setStep({ name: 'codes', codes: recoveryCodes });
  return (
    <Section
      title={t('title')}
      text={t('text')}
      status={
        <Badge tone={hasSecondFactor ? 'positive' : 'neutral'}>
          {t(hasSecondFactor ? 'on' : 'off')}
        </Badge>
      }
    >
      {step.name === 'codes' && <RecoveryCodes codes={step.codes} onClose={() => setStep(START)} />}
      {step.name === 'enroll' && (
        <>
          <TotpEnrollment {...step.enrollment} />
          <AccountForm<Codes> intent="confirm-totp" onDone={showCodes} className="mt-6 max-w-sm">
            <CodeField path="code" />
            <div className="flex flex-wrap gap-3">
              <SubmitButton>{t('confirm')}</SubmitButton>
              <Button variant="ghost" onClick={() => setStep(START)}>
                {t('cancel')}
              </Button>
            </div>
          </AccountForm>
        </>
      )}
      {step.name === 'start' && !hasSecondFactor && (
        <AccountForm<Enrollment>
          intent="start-totp"
          onDone={(enrollment) => setStep({ name: 'enroll', enrollment })}
        >
          <SubmitButton variant="secondary">{t('start')}</SubmitButton>
        </AccountForm>
      )}
      {step.name === 'start' && hasSecondFactor && <ActiveSecondFactor onCodes={showCodes} />}
    </Section>
  );
}

function ActiveSecondFactor({ onCodes }: { readonly onCodes: (codes: Codes) => void }) {
  const t = useTranslations('account.security.secondFactor');
  const { recoveryCodes } = useAccountData().account;
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <p className="mb-5 text-sm">{t('codesLeft', { count: recoveryCodes })}</p>
      <div className="flex flex-wrap gap-3">
        <AccountForm<Codes> intent="replace-codes" onDone={onCodes}>
          <SubmitButton variant="secondary">{t('replaceCodes')}</SubmitButton>
        </AccountForm>
        <Button variant="ghost" onClick={() => setAsking(true)}>
          {t('disable')}
        </Button>
      </div>
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        size="sm"
        title={t('disableTitle')}
        description={t('disableText')}
        closeLabel={t('close')}
      >
        <AccountForm intent="disable-totp" onDone={() => setAsking(false)}>
          <DialogActions>
            <DialogClose render={<Button variant="ghost">{t('cancel')}</Button>} />
            <SubmitButton variant="critical">{t('disable')}</SubmitButton>
          </DialogActions>
        </AccountForm>
      </Dialog>
    </>
  );
}
