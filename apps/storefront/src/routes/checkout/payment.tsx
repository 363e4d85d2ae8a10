import { useTranslations } from 'use-intl';
import { QueryProvider } from '../../api/queries.tsx';
import { loadPayment } from '../../checkout/load-payment.ts';
import { MissingCheckout, PaymentPage } from '../../checkout/payment-page.tsx';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { preferLocale } from '../../i18n/keep-locale.ts';
import { checkoutTexts } from '../../messages/checkout.ts';
import { PageHead } from '../../seo/page-head.tsx';
import type { PageHandle } from '../../shell/shell.tsx';
import type { Route } from './+types/payment.ts';

export const handle: PageHandle = { shell: 'focused' };

/** Emails about a payment link here. */
export const middleware: Route.MiddlewareFunction[] = [preferLocale];

export const loader = loadPayment;

function Head() {
  const t = useTranslations('checkout');
  return <PageHead title={t('paymentTitle')} isIndexed={false} />;
}

export default function Payment({ loaderData }: Route.ComponentProps) {
  const { checkout, account, payments } = loaderData;
  return (
    <AreaTextsProvider texts={checkoutTexts}>
      <Head />
      <QueryProvider>
        {checkout === null ? (
          <MissingCheckout isSignedIn={account !== null} />
        ) : (
          <PaymentPage key={checkout.id} {...{ checkout, account, payments }} />
        )}
      </QueryProvider>
    </AreaTextsProvider>
  );
}
