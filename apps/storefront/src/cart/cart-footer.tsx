import type { Cart } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';
import { Link } from '../i18n/link.tsx';
import { isProblem } from './use-change-text.ts';

interface Props {
  readonly cart: Cart;
  readonly isChanging: boolean;
  readonly onLeave: () => void;
}

/** What the cart costs, and the way to the checkout. */
export function CartFooter({ cart, isChanging, onLeave }: Props) {
  const t = useTranslations('cartDrawer');
  const money = useMoney();
  const isBlocked = cart.changes.some(isProblem);
  const { subtotal, discountTotal, discounts, total } = cart;
  const names = discounts.map(({ code, title }) => code ?? title).join(', ');
  return (
    <>
      <dl className="space-y-1.5 text-sm" aria-busy={isChanging}>
        {discountTotal.amount > 0 && (
          <>
            <div className="flex justify-between gap-4">
              <dt className="text-muted">{t('subtotal')}</dt>
              <dd className="tabular-nums">{money(subtotal)}</dd>
            </div>
            <div className="flex justify-between gap-4 text-positive">
              <dt>
                {t('discount')} ({names})
              </dt>
              <dd className="tabular-nums">−{money(discountTotal)}</dd>
            </div>
          </>
        )}
        <div className="flex items-baseline justify-between gap-4">
          <dt className="font-semibold text-base">{t('total')}</dt>
          <dd
            className={`font-semibold text-lg tabular-nums transition-opacity ${isChanging ? 'opacity-50' : ''}`}
          >
            {money(total)}
            {isChanging && <span className="sr-only"> {t('updating')}</span>}
          </dd>
        </div>
      </dl>
      <p className="mt-1 text-muted text-xs">{t('afterwards')}</p>
      {isBlocked ? (
        <p className="mt-4 rounded-md bg-warning-soft px-4 py-3 text-center text-sm text-warning">
          {t('blocked')}
        </p>
      ) : (
        <Button
          variant="primary"
          size="lg"
          fullWidth
          className="mt-4"
          render={
            <Link to="/checkout" onClick={onLeave}>
              {t('checkout')}
            </Link>
          }
        />
      )}
    </>
  );
}
