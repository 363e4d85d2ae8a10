import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Checkout, isClientError } from '@trastienda/shop-client';
import { showAnswer, useLiveQuery } from '@trastienda/shop-client/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { browserApi } from '../api/browser.ts';
import { shop } from '../api/queries.tsx';
import { callOnce } from '../calls/call-once.ts';
import { setCartCount } from '../cart/cart-count.ts';
import { useLocalePath } from '../i18n/use-locale.ts';
import { draft } from './draft.ts';
import { type PaymentStep, paymentStepOf } from './payment-step.ts';
import { useNow } from './use-now.ts';

/** A checkout that is paid for. */
export interface PaymentState {
  readonly checkout: Checkout;
  readonly step: PaymentStep;
  readonly now: number | null;
  /** Whether a call is on its way that decides what comes next. */
  readonly isBusy: boolean;
  /** Why the last of these calls has failed. */
  readonly error: unknown;
  /** Pays with a method of the sandbox; null leaves the card to the provider's form. */
  readonly pay: (paymentMethod: string | null) => void;
  /** Asks the provider how the payment is, and places the order when it is authorized. */
  readonly complete: () => void;
  readonly cancel: () => void;
}

/** Whether a failed call means that the checkout has changed elsewhere: its news shows how. */
function isStale(error: unknown): boolean {
  return isClientError(error, 'CHECKOUT_CLOSED', 'PAYMENT_REQUIRED', 'PAYMENT_IN_PROGRESS');
}

/**
 * How often the provider is asked while the page is in sight: its notifications tell the shop, and the shop
 * this page, but one of them may be late or lost.
 */
const ASK_MS = 15_000;

/**
 * Calls a function now and then, and whenever the visitor comes back to this page, as from the page of
 * the bank.
 */
function useReturn(isActive: boolean, onReturn: () => void): void {
  useEffect(() => {
    if (!isActive) return;
    const look = () => {
      if (document.visibilityState === 'visible') onReturn();
    };
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    const timer = setInterval(look, ASK_MS);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
    };
  }, [isActive, onReturn]);
}

/**
 * Follows a checkout until it has an order: what another tab, the bank or the shop does shows here. An
 * authorized payment is completed at once, and the order replaces this page, so that the button "back"
 * does not lead to a payment that is over.
 */
export function usePayment(loaded: Checkout): PaymentState {
  const { id: checkoutId } = loaded;
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const inLanguage = useLocalePath();
  const now = useNow();
  const { data: checkout = loaded, refetch } = useLiveQuery(
    shop.checkout.get.liveOptions({ checkoutId }, { initialData: loaded }),
  );
  const isExpired = now !== null && Date.parse(checkout.expiresAt) <= now;
  const step = paymentStepOf(checkout, isExpired);

  const show = (call: () => Promise<Checkout>) =>
    showAnswer(queryClient, shop.checkout.get.queryKey({ checkoutId }), call);
  const handlers = {
    onError: (error: unknown) => {
      if (isStale(error)) void refetch();
    },
  };
  const pay = useMutation({
    mutationFn: (paymentMethod: string | null) => {
      const input = { checkoutId, paymentMethod };
      return show(() =>
        callOnce(`checkout.pay:${checkoutId}`, input, (idempotencyKey) =>
          browserApi().checkout.pay.mutate(input, { context: { idempotencyKey } }),
        ),
      );
    },
    ...handlers,
  });
  const complete = useMutation({
    // A quiet call only looks: it keeps no button busy, and its failure is no news.
    mutationFn: (_: { readonly isQuiet: boolean }) =>
      show(() =>
        callOnce(`checkout.complete:${checkoutId}`, { checkoutId }, (idempotencyKey) =>
          browserApi().checkout.complete.mutate({ checkoutId }, { context: { idempotencyKey } }),
        ),
      ),
    ...handlers,
  });
  const cancel = useMutation({
    mutationFn: () =>
      show(() =>
        callOnce(`checkout.cancel:${checkoutId}`, { checkoutId }, (idempotencyKey) =>
          browserApi().checkout.cancel.mutate({ checkoutId }, { context: { idempotencyKey } }),
        ),
      ),
    ...handlers,
  });

  const { mutate: completeNow, isPending } = complete;
  // Once for each payment: after a failure, the buyer decides when to try again.
  const completed = useRef<string | null>(null);
  const authorizedId = step.kind === 'complete' ? (checkout.payment?.id ?? null) : null;
  useEffect(() => {
    if (authorizedId === null || isPending || completed.current === authorizedId) return;
    completed.current = authorizedId;
    completeNow({ isQuiet: false });
  }, [authorizedId, isPending, completeNow]);

  const askProvider = useCallback(() => {
    if (!isPending) completeNow({ isQuiet: true });
  }, [isPending, completeNow]);
  useReturn(step.kind === 'confirm' || step.kind === 'wait', askProvider);

  const orderPath = step.kind === 'ordered' ? inLanguage(`/orders/${step.orderId}?new`) : null;
  useEffect(() => {
    if (orderPath === null) return;
    draft.clear();
    setCartCount(0);
    void navigate(orderPath, { replace: true });
  }, [orderPath, navigate]);

  const isQuiet = complete.variables?.isQuiet === true;
  const failures = [pay.error, isQuiet ? null : complete.error, cancel.error].filter(
    (error) => error !== null && !isStale(error),
  );
  return {
    ...{ checkout, step, now },
    isBusy:
      pay.isPending || (complete.isPending && !isQuiet) || cancel.isPending || orderPath !== null,
    error: failures[0] ?? null,
    pay: (paymentMethod) => {
      complete.reset();
      if (!pay.isPending) pay.mutate(paymentMethod);
    },
    complete: () => completeNow({ isQuiet: false }),
    cancel: () => {
      if (!cancel.isPending) cancel.mutate();
    },
  };
}
