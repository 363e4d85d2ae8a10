import type { ShopSettings } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { Skeleton } from '@trastienda/ui/skeleton';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { PaymentState } from './use-payment.ts';

/** Loaded only where the shop takes cards by Stripe. */
const StripeForm = lazy(async () => ({
  default: (await import('./stripe-form.tsx')).StripeForm,
}));

interface Props {
  readonly payments: ShopSettings['payments'];
  readonly state: PaymentState;
  readonly total: string;
}

/**
 * Paying by Stripe: the server begins the payment, whose secret Stripe's form needs to collect the card
 * and to ask the bank. A declined card is replaced in the form.
 */
export function StripePayment({ payments, state, total }: Props) {
  const t = useTranslations('checkout.payment');
  const { publicKey } = payments;
  const { step, isBusy, error, pay, complete } = state;
  const canBegin = publicKey !== null && step.kind === 'choose' && error === null && !isBusy;
  useEffect(() => {
    if (canBegin) pay(null);
  }, [canBegin]);

  if (publicKey === null) return <Alert tone="critical">{t('cardUnconfigured')}</Alert>;
  const loading = (
    <div role="status" aria-busy="true" className="space-y-4">
      <span className="sr-only">{t('cardLoading')}</span>
      <Skeleton className="h-12" />
      <Skeleton className="h-12" />
    </div>
  );
  if (step.kind !== 'card') return loading;
  return (
    <Suspense fallback={loading}>
      <StripeForm
        publicKey={publicKey}
        clientSecret={step.clientSecret}
        total={total}
        isBusy={isBusy}
        onConfirmed={complete}
      />
    </Suspense>
  );
}
