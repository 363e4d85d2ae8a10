import { isClientError } from '@trastienda/shop-client';
import { data, type LoaderFunctionArgs, redirect } from 'react-router';
import { asGuestAfterSession, unlessSignedOut } from '../api/as-visitor.ts';
import { apiContext } from '../api/server.ts';
import { readSettings } from '../api/settings.ts';
import { localeOfPath, localizePath } from '../i18n/locales.ts';

/** Loads a checkout to pay for; leads to the order when it has become one. */
export async function loadPayment({ params, context, url }: LoaderFunctionArgs) {
  const api = context.get(apiContext);
  const { checkoutId = '' } = params;
  const [settings, { checkout, account }] = await Promise.all([
    readSettings(api),
    asGuestAfterSession(async () => {
      const [found, caller] = await Promise.all([
        api.checkout.get.query({ checkoutId }).catch((error: unknown) => {
          if (isClientError(error, 'CHECKOUT_NOT_FOUND', 'INPUT_INVALID')) return null;
          throw error;
        }),
        unlessSignedOut(api.account.get.query()),
      ]);
      return { checkout: found, account: caller && { email: caller.email } };
    }),
  ]);
  if (checkout !== null && checkout.orderId !== null) {
    throw redirect(localizePath(`/orders/${checkout.orderId}`, localeOfPath(url.pathname)));
  }
  const { payments } = settings;
  return data({ checkout, account, payments }, { status: checkout === null ? 404 : 200 });
}
