import { isClientError } from '@trastienda/shop-client';
import { data, type LoaderFunctionArgs, redirect } from 'react-router';
import { asGuestAfterSession, unlessSignedOut } from '../api/as-visitor.ts';
import { apiContext } from '../api/server.ts';
import { localeOfPath, localizePath, withoutLocale } from '../i18n/locales.ts';

/** Orders on one page of the list. */
const LIMIT = 20;

/** Loads an order of the visitor; null with 404 when it is not theirs. */
export async function loadOrder({ params, context }: LoaderFunctionArgs) {
  const api = context.get(apiContext);
  const { orderId = '' } = params;
  const { order, account } = await asGuestAfterSession(async () => {
    const [found, caller] = await Promise.all([
      api.orders.get.query({ orderId }).catch((error: unknown) => {
        if (isClientError(error, 'ORDER_NOT_FOUND', 'INPUT_INVALID')) return null;
        throw error;
      }),
      unlessSignedOut(api.account.get.query()),
    ]);
    return { order: found, account: caller && { email: caller.email } };
  });
  return data({ order, account }, { status: order === null ? 404 : 200 });
}

/**
 * Loads a page of the visitor's orders, and for an account how many it may take over. Guests have their
 * list at `/orders`, which leads accounts to theirs.
 */
export async function loadOrders({ context, url }: LoaderFunctionArgs) {
  const api = context.get(apiContext);
  const cursor = url.searchParams.get('after');
  return asGuestAfterSession(async () => {
    const list = (after: string | null) =>
      api.orders.list.query({ limit: LIMIT, ...(after !== null && { cursor: after }) });
    const [orders, account, claimable] = await Promise.all([
      // A made-up address shows the newest ones.
      list(cursor).catch((error: unknown) => {
        if (isClientError(error, 'CURSOR_INVALID', 'INPUT_INVALID')) return list(null);
        throw error;
      }),
      unlessSignedOut(api.account.get.query()),
      unlessSignedOut(api.orders.claimable.query()),
    ]);
    const locale = localeOfPath(url.pathname);
    if (account !== null && withoutLocale(url.pathname) === '/orders') {
      throw redirect(localizePath(`/account/orders${url.search}`, locale));
    }
    return {
      orders,
      isFirstPage: cursor === null,
      account: account && { email: account.email },
      claimable: claimable?.count ?? 0,
    };
  });
}
