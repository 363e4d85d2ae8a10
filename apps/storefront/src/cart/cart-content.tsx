import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Skeleton } from '@trastienda/ui/skeleton';
import { ShoppingBag } from 'lucide-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../failures/failure-alert.tsx';
import { Link } from '../i18n/link.tsx';
import { CartLine } from './cart-line.tsx';
import { DiscountCodes } from './discount-codes.tsx';
import { DrawerChanges } from './drawer-changes.tsx';
import type { CartState } from './use-cart.ts';
import { refusedCodes } from './use-change-text.ts';

/** Limits of carts, as the shop's settings have them. */
export interface CartLimits {
  readonly maxLineQuantity: number;
  readonly maxDiscountCodes: number;
}

interface Props {
  readonly state: CartState;
  readonly limits: CartLimits;
  readonly onLeave: () => void;
}

function Loading() {
  const t = useTranslations('cartDrawer');
  return (
    <div role="status" aria-busy="true" className="space-y-5">
      <span className="sr-only">{t('loading')}</span>
      {['one', 'two'].map((key) => (
        <div key={key} className="flex gap-4">
          <Skeleton className="size-18 shrink-0" />
          <Skeleton shape="text" lines={3} className="grow" />
        </div>
      ))}
    </div>
  );
}

/** What is in the cart: lines, what has changed, and discount codes. */
export function CartContent({ state, limits, onLeave }: Props) {
  const t = useTranslations('cartDrawer');
  const list = useRef<HTMLUListElement>(null);
  const { cart, isChanging, loadError, changeError, setQuantity, setCodes } = state;
  if (cart === undefined) {
    if (!loadError) return <Loading />;
    return (
      <FailureAlert
        error={loadError}
        actions={
          <Button size="sm" onClick={state.reload}>
            {t('retry')}
          </Button>
        }
      />
    );
  }
  const change = (sku: string, quantity: number) => {
    // The button that has the focus goes with its line.
    if (quantity === 0) list.current?.focus();
    setQuantity(sku, quantity);
  };
  const alert = <FailureAlert error={changeError} className="mb-5" />;
  if (cart.lines.length === 0) {
    return (
      <>
        {alert}
        <EmptyState
          icon={<ShoppingBag />}
          title={t('empty')}
          description={t('emptyText')}
          actions={
            <Button
              variant="primary"
              render={
                <Link to="/products" onClick={onLeave}>
                  {t('browse')}
                </Link>
              }
            />
          }
        />
      </>
    );
  }
  return (
    <>
      {alert}
      <DrawerChanges
        cart={cart}
        onQuantity={change}
        onCodes={setCodes}
        onAcknowledge={state.acknowledge}
      />
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={t('items')}
        className="divide-y divide-border outline-none"
      >
        {cart.lines.map((line) => (
          <CartLine
            key={line.sku}
            line={line}
            max={limits.maxLineQuantity}
            onQuantity={(quantity) => change(line.sku, quantity)}
            onLeave={onLeave}
          />
        ))}
      </ul>
      <div className="mt-6 border-t pt-5">
        <DiscountCodes
          codes={cart.discountCodes}
          refused={refusedCodes(cart)}
          max={limits.maxDiscountCodes}
          isChanging={isChanging}
          onChange={setCodes}
        />
      </div>
    </>
  );
}
