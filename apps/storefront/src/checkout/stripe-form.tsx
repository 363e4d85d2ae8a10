import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { type Appearance, loadStripe, type Stripe } from '@stripe/stripe-js';
import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLocale } from '../i18n/use-locale.ts';

const libraries = new Map<string, Promise<Stripe | null>>();

/** Loads Stripe's library once; after a failure, the next call tries again. */
function libraryOf(publicKey: string): Promise<Stripe | null> {
  const known = libraries.get(publicKey);
  if (known !== undefined) return known;
  const loading = loadStripe(publicKey).catch((error: unknown) => {
    libraries.delete(publicKey);
    throw error;
  });
  libraries.set(publicKey, loading);
  return loading;
}

/** Returns the computed color of a token: Stripe's frame does not have our style sheet. */
function colorOf(token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--color-${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The look of the page, for Stripe's frame. */
function appearanceOf(): Appearance {
  return {
    theme: 'stripe',
    variables: {
      colorPrimary: colorOf('accent'),
      colorBackground: colorOf('surface'),
      colorText: colorOf('text'),
      colorTextSecondary: colorOf('muted'),
      colorDanger: colorOf('critical'),
      borderRadius: '8px',
      fontFamily: 'system-ui, sans-serif',
    },
  };
}

interface FormProps {
  readonly total: string;
  readonly isBusy: boolean;
  /** Called when Stripe has the confirmed payment. */
  readonly onConfirmed: () => void;
}

function CardForm({ total, isBusy, onConfirmed }: FormProps) {
  const t = useTranslations('checkout.payment');
  const stripe = useStripe();
  const elements = useElements();
  const [isConfirming, setConfirming] = useState(false);
  const [isReady, setReady] = useState(false);
  const [hasFailedToLoad, setFailedToLoad] = useState(false);
  const [message, setMessage] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (stripe === null || elements === null || isConfirming || isBusy) return;
    setConfirming(true);
    setMessage(null);
    const { error } = await stripe.confirmPayment({
      elements,
      // The banks of some cards leave the page; this one then continues by what the server says.
      confirmParams: { return_url: location.href },
      redirect: 'if_required',
    });
    setConfirming(false);
    // Stripe writes for the buyer, in the language of the element.
    if (error) setMessage(error.message ?? error.code ?? error.type);
    else onConfirmed();
  };

  if (hasFailedToLoad) return <Alert tone="critical">{t('cardUnavailable')}</Alert>;
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-5">
      {message !== null && <Alert tone="critical">{message}</Alert>}
      <PaymentElement onReady={() => setReady(true)} onLoadError={() => setFailedToLoad(true)} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        fullWidth
        loading={isConfirming || isBusy}
        disabled={!isReady}
      >
        {t('pay', { total })}
      </Button>
    </form>
  );
}

interface Props extends FormProps {
  readonly publicKey: string;
  readonly clientSecret: string;
}

/** Stripe's form for a card: it never passes through this shop. */
export function StripeForm({ publicKey, clientSecret, ...props }: Props) {
  const locale = useLocale();
  const library = useMemo(() => libraryOf(publicKey), [publicKey]);
  const options = useMemo(
    () => ({ clientSecret, locale, appearance: appearanceOf() }),
    [clientSecret, locale],
  );
  return (
    <Elements key={clientSecret} stripe={library} options={options}>
      <CardForm {...props} />
    </Elements>
  );
}
