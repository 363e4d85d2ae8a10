import type { ShopSettings } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { Spinner } from '@trastienda/ui/spinner';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';
import { FailureAlert } from '../failures/failure-alert.tsx';
import { BankConfirmation } from './bank-confirmation.tsx';
import { SandboxMethods } from './sandbox-methods.tsx';
import { Section } from './section.tsx';
import { StripePayment } from './stripe-payment.tsx';
import type { PaymentState } from './use-payment.ts';

interface Props {
  readonly payments: ShopSettings['payments'];
  readonly state: PaymentState;
}

function Waiting({ title, text }: { readonly title: string; readonly text?: string }) {
  return (
    <div role="status" className="flex items-start gap-4 rounded-lg border bg-surface p-6">
      <Spinner className="mt-0.5 text-accent" />
      <div>
        <p className="font-semibold">{title}</p>
        {text !== undefined && <p className="mt-1 text-muted text-sm">{text}</p>}
      </div>
    </div>
  );
}

/** The way to pay, by the provider of the shop. */
function Method({ payments, state }: Props) {
  const t = useTranslations('checkout.payment');
  const money = useMoney();
  const { checkout, isBusy, pay } = state;
  const total = money(checkout.prices.total);
  if (checkout.prices.total.amount === 0) {
    return (
      <div className="space-y-5">
        <p className="text-muted text-sm">{t('free')}</p>
        <Button variant="primary" size="lg" fullWidth loading={isBusy} onClick={() => pay(null)}>
          {t('place')}
        </Button>
      </div>
    );
  }
  if (payments.provider === 'stripe') {
    return <StripePayment payments={payments} state={state} total={total} />;
  }
  return <SandboxMethods total={total} isBusy={isBusy} onPay={pay} />;
}

/** What the payment needs next. */
export function PaymentSection({ payments, state }: Props) {
  const t = useTranslations('checkout.payment');
  const { step, isBusy, error, complete, cancel } = state;
  // The address of a confirmation that the buyer has turned away from.
  const [abandoned, setAbandoned] = useState<string | null>(null);

  const content = () => {
    switch (step.kind) {
      case 'confirm':
        if (step.url === abandoned) return <Method payments={payments} state={state} />;
        return (
          <BankConfirmation
            url={step.url}
            isBusy={isBusy}
            onCheck={complete}
            onOtherMethod={() => setAbandoned(step.url)}
          />
        );
      case 'wait':
        return <Waiting title={t('waitTitle')} text={t('waitText')} />;
      case 'complete':
        return error === null ? <Waiting title={t('completing')} /> : null;
      case 'ordered':
        return <Waiting title={t('completing')} />;
      case 'choose':
      case 'card':
        return <Method payments={payments} state={state} />;
      case 'ended':
        return null;
    }
  };
  const failure = step.kind === 'choose' && !isBusy ? step.failure : null;
  const canCancel = ['choose', 'card', 'confirm'].includes(step.kind);
  return (
    <Section title={t('how')}>
      <div className="space-y-5">
        {failure !== null && (
          <Alert tone="critical">
            {failure === 'card_declined' ? t('declined') : t('failed', { code: failure })}
          </Alert>
        )}
        <FailureAlert
          error={error}
          actions={
            step.kind === 'complete' ? (
              <Button size="sm" loading={isBusy} onClick={complete}>
                {t('retry')}
              </Button>
            ) : undefined
          }
        />
        {content()}
        {canCancel && (
          <div className="pt-2 text-center">
            <Button variant="ghost" size="sm" disabled={isBusy} onClick={cancel}>
              {t('cancel')}
            </Button>
            <p className="mt-1 text-muted text-xs">{t('cancelHint')}</p>
          </div>
        )}
      </div>
    </Section>
  );
}
