import type { Checkout } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { CircleSlash, Clock } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { openCart } from '../cart/open-cart.ts';
import { Link } from '../i18n/link.tsx';
import { initialDetails } from './details.ts';
import { draft } from './draft.ts';

interface Props {
  readonly checkout: Checkout;
  readonly status: 'expired' | 'cancelled';
}

/** In place of a payment whose checkout has ended without an order: the cart is still there. */
export function EndedCheckout({ checkout, status }: Props) {
  const t = useTranslations('checkout.ended');
  useEffect(() => {
    // The next checkout begins with what was entered for this one.
    draft.write(initialDetails({ current: checkout, account: null, book: null, country: '' }));
  }, [checkout]);
  const isExpired = status === 'expired';
  return (
    <div role="alert">
      <EmptyState
        level={1}
        icon={isExpired ? <Clock /> : <CircleSlash />}
        title={t(status)}
        description={t(isExpired ? 'expiredText' : 'cancelledText')}
        actions={
          <>
            <Button
              variant="primary"
              render={<Link to="/checkout">{t(isExpired ? 'again' : 'continue')}</Link>}
            />
            <Button onClick={openCart}>{t('cart')}</Button>
          </>
        }
      />
    </div>
  );
}
