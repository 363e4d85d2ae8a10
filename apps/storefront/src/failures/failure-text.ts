import { formatMoney, isClientError, retryAfterSeconds } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { useLocale } from '../i18n/use-locale.ts';

/** A failed call of the cart, a checkout or an order, as a page shows it. */
export interface FailureText {
  readonly text: string;
  /** What to quote to the shop; null for failures that a visitor can solve. */
  readonly requestId: string | null;
}

/** Reasons whose text needs no facts. */
const PLAIN = [
  'CART_CHANGED',
  'CART_EMPTY',
  'CHECKOUT_CLOSED',
  'CHECKOUT_NOT_FOUND',
  'CURRENCY_UNSUPPORTED',
  'IDEMPOTENCY_KEY_REUSED',
  'INPUT_INVALID',
  'LINK_INVALID',
  'ORDER_NOT_FOUND',
  'ORDER_STATE_INVALID',
  'PAYMENT_IN_PROGRESS',
  'PAYMENT_REJECTED',
  'PAYMENT_REQUIRED',
  'PAYMENT_UNAVAILABLE',
  'SESSION_ENDED',
  'SHIPPING_UNAVAILABLE',
  'VARIANT_NOT_FOUND',
] as const;

type Translate = ReturnType<typeof useTranslations<'failures'>>;

/** Returns the text of a failure whose reason has facts that the visitor needs; null for others. */
function textWithFacts(t: Translate, error: unknown, locale: string): string | null {
  if (isClientError(error, 'CART_FULL')) {
    const { limit, max } = error.data.details;
    return t(`cartFull.${limit}`, { max });
  }
  if (isClientError(error, 'STOCK_INSUFFICIENT')) {
    return t('stock', { available: error.data.details.available });
  }
  if (isClientError(error, 'DISCOUNT_REFUSED')) {
    const { code, reason } = error.data.details;
    return code === null ? t('discountGone') : t(`discount.${reason}`, { code });
  }
  if (isClientError(error, 'CHECKOUT_TOTAL_DIFFERS')) {
    return t('total', { total: formatMoney(error.data.details.actual, locale) });
  }
  if (isClientError(error, 'CHECKOUT_LIMIT_REACHED')) {
    const seconds = retryAfterSeconds(error);
    return seconds === null
      ? t('limitAlone', { max: error.data.details.max })
      : t('limit', { minutes: Math.ceil(seconds / 60) });
  }
  if (isClientError(error, 'ORDER_QUANTITY_EXCEEDED')) {
    return t('quantity', { left: error.data.details.left });
  }
  const seconds = retryAfterSeconds(error);
  return seconds === null ? null : t('rateLimited', { seconds: Math.ceil(seconds) });
}

/** Returns a function that says in the page's language why a call has failed. */
export function useFailureText(): (error: unknown) => FailureText {
  const t = useTranslations('failures');
  const locale = useLocale();
  return (error) => {
    if (!isClientError(error)) return { text: t('unknown'), requestId: null };
    if (!error.data) return { text: t('unanswered'), requestId: null };
    const { reason, requestId, isRetryable } = error.data;
    const text = textWithFacts(t, error, locale);
    if (text !== null) return { text, requestId: null };
    const plain = PLAIN.find((one) => one === reason);
    if (plain !== undefined) return { text: t(plain), requestId: null };
    return { text: isRetryable ? t('busy') : t('unknown'), requestId };
  };
}
