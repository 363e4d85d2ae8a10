import { useMutation } from '@tanstack/react-query';
import { type Cart, type Checkout, isClientError } from '@trastienda/shop-client';
import {
  type FormEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useNavigate } from 'react-router';
import { toAddressInput } from '../addresses/address-values.ts';
import { browserApi } from '../api/browser.ts';
import { useLocale, useLocalePath } from '../i18n/use-locale.ts';
import { type Details, type DetailsChanges, planDetailsCall } from './details.ts';
import {
  type DetailsProblems,
  findDetailsProblems,
  hasProblems,
  NO_PROBLEMS,
  problemsOfInput,
} from './details-problems.ts';
import {
  changedState,
  markedState,
  openedState,
  shippableState,
  typedState,
} from './details-state.ts';
import { draft } from './draft.ts';
import type { LoadedDetails } from './load-details.ts';
import { takeDetails } from './take-details.ts';
import { wasChecked } from './typed-details.ts';
import { type Preview, usePreview } from './use-preview.ts';

/** The details that a buyer enters, their prices, and how they are taken on. */
export interface DetailsForm {
  readonly details: Details;
  readonly problems: DetailsProblems;
  readonly areTermsAccepted: boolean;
  readonly prices: Preview;
  readonly isSending: boolean;
  /** Why the details were not taken on. */
  readonly error: unknown;
  readonly formRef: RefObject<HTMLFormElement | null>;
  readonly change: (changes: DetailsChanges) => void;
  readonly acceptTerms: (isAccepted: boolean) => void;
  readonly submit: (event: FormEvent) => void;
}

interface Options {
  readonly loaded: LoadedDetails;
  readonly cart: Cart;
  readonly current: Checkout | null;
}

/** Keeps a typed address in the account's book; the purchase does not wait for it. */
function keepAddress({ isSaved, savedAddressId, shipping }: Details): void {
  if (!isSaved || savedAddressId !== null) return;
  const address = toAddressInput(shipping);
  browserApi()
    .addresses.add.mutate({ address })
    // A full book does not stop a purchase.
    .catch(() => undefined);
}

/** Holds the details of a purchase and takes them on. */
export function useDetails({ loaded, cart, current }: Options): DetailsForm {
  const locale = useLocale();
  const inLanguage = useLocalePath();
  const navigate = useNavigate();
  const formRef = useRef<HTMLFormElement>(null);
  const [{ details, problems, isEdited }, setState] = useState(() => openedState(loaded.details));
  const [attempts, setAttempts] = useState(0);
  const [areTermsAccepted, setTermsAccepted] = useState(false);
  const { shipping, shippingMethodId } = details;
  const hasLines = cart.lines.length > 0;
  const prices = usePreview(shipping, shippingMethodId, loaded.previewed, hasLines);
  const { preview, isCurrent, isRegionUnknown } = prices;

  // The server knows neither what this tab has kept nor what was typed before the page ran. Before the next
  // key is heard, which would otherwise write over it.
  const hasCheckout = loaded.current !== null;
  useLayoutEffect(() => {
    const form = formRef.current;
    const kept = hasCheckout ? null : draft.read();
    if (kept !== null) setState((before) => ({ ...before, details: kept }));
    else if (form !== null) setState((before) => typedState(before, form));
    if (form !== null && wasChecked(form, 'terms')) setTermsAccepted(true);
  }, [hasCheckout]);

  // A method that does not ship there is replaced by the first that does.
  useEffect(() => {
    if (preview === undefined || !isCurrent) return;
    const ids = preview.shippingOptions.map(({ id }) => id);
    setState((before) => shippableState(before, ids));
  }, [preview, isCurrent]);

  useEffect(() => {
    if (isEdited) draft.write(details);
  }, [details, isEdited]);

  useEffect(() => {
    const wrong = formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.focus();
  }, [attempts]);

  const show = (found: DetailsProblems) => {
    setState((before) => markedState(before, found));
    setAttempts((count) => count + 1);
  };

  const take = useMutation({
    mutationFn: takeDetails,
    onSuccess: (checkout) => {
      keepAddress(details);
      void navigate(inLanguage(`/checkout/${checkout.id}`));
    },
    onError: (error) => {
      if (isClientError(error, 'INPUT_INVALID')) {
        show(problemsOfInput((error.data.issues ?? []).map(({ path }) => path)));
      }
    },
  });

  const isRegionRequired = preview?.isRegionRequired ?? false;
  const change = (changes: DetailsChanges) =>
    setState((before) => changedState(before, changes, isRegionRequired));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (take.isPending || !isCurrent || preview === undefined) return;
    const found = findDetailsProblems(details, {
      isRegionRequired: preview.isRegionRequired || isRegionUnknown,
      isShippingRequired: preview.isShippingRequired,
      areTermsAccepted,
    });
    if (hasProblems(found)) return show(found);
    setState((before) => markedState(before, NO_PROBLEMS));
    const total = preview.prices.total;
    take.mutate(planDetailsCall({ details, cart, current, total, locale }));
  };

  return {
    ...{ details, problems, areTermsAccepted, prices, formRef, change, submit },
    // Until the next page is there, the button stays busy: a second click would go nowhere.
    isSending: take.isPending || take.isSuccess,
    error: isClientError(take.error, 'INPUT_INVALID') ? null : take.error,
    acceptTerms: (isAccepted) => {
      setTermsAccepted(isAccepted);
      if (!isAccepted) return;
      setState((before) => ({ ...before, problems: { ...before.problems, terms: false } }));
    },
  };
}
