import { isClientError } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { useTranslations } from 'use-intl';
import { openCart } from '../cart/open-cart.ts';
import { FailureAlert } from '../failures/failure-alert.tsx';
import { Link } from '../i18n/link.tsx';

interface Props {
  readonly error: unknown;
  readonly currentId: string | null;
}

/** Why the details were not taken on, with the step that solves it. */
export function DetailsError({ error, currentId }: Props) {
  const t = useTranslations('checkout');
  const isOfCart = isClientError(
    error,
    'STOCK_INSUFFICIENT',
    'CART_CHANGED',
    'CART_FULL',
    'CHECKOUT_LIMIT_REACHED',
  );
  const isPaying = isClientError(error, 'PAYMENT_IN_PROGRESS');
  const cart = isOfCart && (
    <Button size="sm" onClick={openCart}>
      {t('toCart')}
    </Button>
  );
  const payment = isPaying && currentId !== null && (
    <Button size="sm" render={<Link to={`/checkout/${currentId}`}>{t('toPayment')}</Link>} />
  );
  return <FailureAlert error={error} actions={cart || payment || undefined} />;
}
