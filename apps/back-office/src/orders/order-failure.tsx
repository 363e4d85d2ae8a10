import { isClientError } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { reasonText } from '../errors/reason-text.ts';
import { type Formats, useFormats } from '../format/use-formats.ts';
import type { Translate } from '../i18n/translate.ts';

function stateStep(
  t: Translate,
  details: {
    readonly paymentStatus?: string;
    readonly returnStatus?: string;
    readonly place?: unknown;
  },
): string {
  if (details.returnStatus === 'requested') return t('orders.failures.answerReturn');
  if (details.returnStatus !== undefined) return t('orders.failures.returnAnswered');
  if (details.paymentStatus === 'refunded') return t('orders.failures.allRefunded');
  if (details.place !== undefined) return t('orders.failures.placeStays');
  return t('orders.failures.reload');
}

/** Returns what to do about a failure that the order's state explains; null for all others. */
function nextStep(t: Translate, format: Formats, error: unknown, currency: string): string | null {
  if (isClientError(error, 'REFUND_EXCEEDS_PAID')) {
    const { left } = error.data.details;
    return t('orders.failures.moneyLeft', { left: format.money({ amount: left, currency }) });
  }
  if (isClientError(error, 'AMOUNT_NOT_PAYABLE')) {
    const { payableStep } = error.data.details;
    const step = format.money({ amount: payableStep, currency });
    return t('orders.failures.payableStep', { step });
  }
  if (isClientError(error, 'ORDER_QUANTITY_EXCEEDED')) {
    const { sku, left } = error.data.details;
    if (sku === null) return t('orders.failures.full');
    return t('orders.failures.unitsLeft', { sku, left });
  }
  if (isClientError(error, 'ORDER_STATE_INVALID')) return stateStep(t, error.data.details);
  if (isClientError(error, 'RETURN_NOT_FOUND')) return t('orders.failures.reload');
  return null;
}

export interface OrderFailureProps {
  /** Null shows nothing. */
  readonly error: unknown;
  readonly currency: string;
}

/** Says why a change of an order failed, and what to do instead. */
export function OrderFailure({ error, currency }: OrderFailureProps) {
  const t = useTranslations();
  const format = useFormats();
  const step = nextStep(t, format, error, currency);
  if (step === null) return <FailureAlert error={error} />;
  return (
    <Alert tone="critical" title={reasonText(t, error)}>
      {step}
    </Alert>
  );
}
