import type { Checkout, ShopSettings } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { SearchX } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import { Countdown } from './countdown.tsx';
import { EndedCheckout } from './ended-checkout.tsx';
import { EnteredDetails } from './entered-details.tsx';
import { PaymentSection } from './payment-section.tsx';
import { PriceLines } from './price-lines.tsx';
import { PurchaseLines } from './purchase-lines.tsx';
import { WithSession } from './session-end.tsx';
import { useSignInPath } from './sign-in-path.ts';
import { Steps } from './steps.tsx';
import { Summary } from './summary.tsx';
import { usePayment } from './use-payment.ts';

/** In place of a checkout that is not the visitor's. */
export function MissingCheckout({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const t = useTranslations('checkout.missing');
  const signInPath = useSignInPath();
  return (
    <EmptyState
      level={1}
      icon={<SearchX />}
      title={t('title')}
      description={t('text')}
      actions={
        <>
          {!isSignedIn && (
            <Button variant="primary" render={<Link to={signInPath}>{t('signIn')}</Link>} />
          )}
          <Button render={<Link to="/cart">{t('cart')}</Link>} />
        </>
      }
    />
  );
}

interface Props {
  readonly checkout: Checkout;
  readonly account: { readonly email: string } | null;
  readonly payments: ShopSettings['payments'];
}

function Payment({ checkout: loaded, payments }: Omit<Props, 'account'>) {
  const t = useTranslations('checkout');
  const state = usePayment(loaded);
  const { checkout, step, now } = state;
  if (step.kind === 'ended') return <EndedCheckout checkout={checkout} status={step.status} />;
  return (
    <div className="py-8 lg:py-12">
      <Steps step="payment" />
      <div className="mb-8 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h1 className="font-display text-2xl tracking-[-0.01em] sm:text-3xl">
          {t('paymentTitle')}
        </h1>
        <Countdown expiresAt={checkout.expiresAt} now={now} />
      </div>
      <noscript>
        <p className="mb-8 rounded-lg bg-warning-soft p-4 text-sm text-warning">{t('noScript')}</p>
      </noscript>
      <div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Summary total={checkout.prices.total}>
          <div className="space-y-6">
            <PurchaseLines lines={checkout.lines} />
            <div className="border-t pt-5">
              <PriceLines
                prices={checkout.prices}
                shipping={checkout.shippingMethod?.name ?? null}
              />
            </div>
          </div>
        </Summary>
        <div className="min-w-0 space-y-9">
          <EnteredDetails checkout={checkout} />
          <PaymentSection payments={payments} state={state} />
        </div>
      </div>
    </div>
  );
}

/** The second step of a checkout: what was entered, what it costs, and the payment. */
export function PaymentPage({ account, ...props }: Props) {
  return (
    <WithSession account={account}>
      <Payment {...props} />
    </WithSession>
  );
}
