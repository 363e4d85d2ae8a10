import type { Cart } from '@trastienda/shop-client';
import { useLiveQuery } from '@trastienda/shop-client/react-query';
import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { ShoppingBag } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { shop } from '../api/queries.tsx';
import { DiscountCodes } from '../cart/discount-codes.tsx';
import { DrawerChanges } from '../cart/drawer-changes.tsx';
import { type CartState, useCart } from '../cart/use-cart.ts';
import { isProblem, refusedCodes } from '../cart/use-change-text.ts';
import { useMoney } from '../catalog/use-money.ts';
import { FailureAlert } from '../failures/failure-alert.tsx';
import { Link } from '../i18n/link.tsx';
import { useHydrated } from '../shell/use-hydrated.ts';
import { AddressSection } from './address-section.tsx';
import { ContactSection } from './contact-section.tsx';
import { DetailsError } from './details-error.tsx';
import type { LoadedDetails } from './load-details.ts';
import { PriceLines } from './price-lines.tsx';
import { PurchaseLines } from './purchase-lines.tsx';
import { ResumeNotice } from './resume-notice.tsx';
import { WithSession } from './session-end.tsx';
import { ShippingSection } from './shipping-section.tsx';
import { Steps } from './steps.tsx';
import { Summary } from './summary.tsx';
import { TermsSection } from './terms-section.tsx';
import { type DetailsForm, useDetails } from './use-details.ts';

function EmptyCart() {
  const t = useTranslations('checkout.empty');
  return (
    <EmptyState
      level={1}
      icon={<ShoppingBag />}
      title={t('title')}
      description={t('text')}
      actions={
        <>
          <Button variant="primary" render={<Link to="/products">{t('browse')}</Link>} />
          <Button render={<Link to="/orders">{t('orders')}</Link>} />
        </>
      }
    />
  );
}

interface PartProps {
  readonly loaded: LoadedDetails;
  readonly cartState: CartState;
  readonly cart: Cart;
  readonly form: DetailsForm;
}

/** The cart with its prices at the address, and the discount codes. */
function DetailsSummary({ loaded, cartState, cart, form }: PartProps) {
  const { preview, isCurrent } = form.prices;
  const { isChanging, changeError, setCodes } = cartState;
  return (
    <div className="space-y-6">
      <PurchaseLines lines={cart.lines} />
      <div className="border-t pt-5">
        <DiscountCodes
          codes={cart.discountCodes}
          refused={refusedCodes(cart)}
          max={loaded.settings.carts.maxDiscountCodes}
          isChanging={isChanging}
          onChange={setCodes}
        />
        <FailureAlert error={changeError} className="mt-4" />
      </div>
      {preview !== undefined && (
        <div className="border-t pt-5">
          <PriceLines
            prices={preview.prices}
            shipping={preview.shippingMethod?.name ?? null}
            isShippingOpen={preview.isShippingRequired && preview.shippingMethod === null}
            isChanging={!isCurrent || isChanging}
          />
        </div>
      )}
    </div>
  );
}

function Details({
  loaded,
  cartState,
  cart,
  form,
  currentId,
}: PartProps & { readonly currentId: string | null }) {
  const t = useTranslations('checkout');
  const tCart = useTranslations('cartDrawer');
  const money = useMoney();
  const { details, problems, prices, isSending } = form;
  const { preview, isCurrent } = prices;
  const limit = preview?.problems.find((problem) => problem.kind === 'limit-reached');
  const total = preview && money(preview.prices.total);
  const isBlocked = cart.changes.some(isProblem);
  const isShipped = preview?.isShippingRequired ?? true;
  const isHydrated = useHydrated();
  const isReady = isHydrated && isCurrent && !cartState.isChanging && !isBlocked;
  return (
    <form ref={form.formRef} onSubmit={form.submit} noValidate className="min-w-0 space-y-9">
      <DrawerChanges
        cart={cart}
        onQuantity={cartState.setQuantity}
        onCodes={cartState.setCodes}
        onAcknowledge={cartState.acknowledge}
      />
      {limit !== undefined && <Alert tone="warning">{t('limit', { max: limit.max })}</Alert>}
      <ContactSection
        email={details.email}
        account={loaded.account}
        isInvalid={problems.email}
        isShipped={isShipped}
        onChange={(email) => form.change({ email })}
      />
      <AddressSection
        details={details}
        problems={
          prices.isRegionUnknown
            ? { ...problems, shipping: { ...problems.shipping, region: 'invalid' } }
            : problems
        }
        book={loaded.book}
        countries={loaded.countries}
        isRegionRequired={preview?.isRegionRequired ?? false}
        isShipped={isShipped}
        onChange={form.change}
      />
      <ShippingSection
        preview={preview}
        isCurrent={isCurrent}
        chosenId={details.shippingMethodId}
        isInvalid={problems.shippingMethod}
        onChange={(shippingMethodId) => form.change({ shippingMethodId })}
      />
      <TermsSection
        isAccepted={form.areTermsAccepted}
        isMissing={problems.terms}
        reservationSeconds={loaded.settings.reservationSeconds}
        onChange={form.acceptTerms}
      />
      <div className="space-y-4">
        {!prices.isRegionUnknown && preview === undefined && <FailureAlert error={prices.error} />}
        <DetailsError error={form.error} currentId={currentId} />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          fullWidth
          loading={isSending}
          disabled={!isReady && !isSending}
        >
          {total === undefined ? t('submitPlain') : t('submit', { total })}
        </Button>
        <p className="text-center text-muted text-sm">
          {isBlocked ? tCart('blocked') : t('submitHint')}
        </p>
        <p role="status" className="sr-only">
          {isReady && total !== undefined ? t('summary.announce', { total }) : ''}
        </p>
      </div>
    </form>
  );
}

function DetailsOfCart({ loaded }: { readonly loaded: LoadedDetails }) {
  const t = useTranslations('checkout');
  const cartState = useCart({ initial: loaded.cart });
  const { data: current = null } = useLiveQuery(
    shop.checkout.current.liveOptions(undefined, { initialData: loaded.current }),
  );
  const cart = cartState.cart ?? loaded.cart;
  const form = useDetails({ loaded, cart, current });
  if (cart.lines.length === 0 && !form.isSending) return <EmptyCart />;
  const parts = { loaded, cartState, cart, form };
  return (
    <div className="py-8 lg:py-12">
      <Steps step="details" />
      <h1 className="mb-8 font-display text-2xl tracking-[-0.01em] sm:text-3xl">{t('title')}</h1>
      <noscript>
        <p className="mb-8 rounded-lg bg-warning-soft p-4 text-sm text-warning">{t('noScript')}</p>
      </noscript>
      {current !== null && !form.isSending && <ResumeNotice checkout={current} />}
      <div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Summary total={form.prices.preview?.prices.total}>
          <DetailsSummary {...parts} />
        </Summary>
        <Details {...parts} currentId={current?.id ?? null} />
      </div>
    </div>
  );
}

/** The first step of a checkout: contact, address, shipping, and what it costs. */
export function DetailsPage({ loaded }: { readonly loaded: LoadedDetails }) {
  return (
    <WithSession account={loaded.account}>
      <DetailsOfCart loaded={loaded} />
    </WithSession>
  );
}
