import type { Cart } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { ShoppingBag } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import { PageHead } from '../seo/page-head.tsx';
import type { CartAnswer } from './cart-answer.ts';
import { CartChanges } from './cart-changes.tsx';
import { CartLineRow } from './cart-line-row.tsx';
import { CartSummary } from './cart-summary.tsx';
import { RefusalMessage } from './refusal-message.tsx';
import { availableOf } from './use-change-text.ts';

interface Props {
  readonly cart: Cart;
  /** Answer to the form that was sent last. */
  readonly answered: CartAnswer | undefined;
}

/** The cart: its lines, codes and totals. Every change is a form, which works without a script. */
export function CartPage({ cart, answered }: Props) {
  const t = useTranslations('cart');
  const { lines } = cart;
  return (
    <div className="pt-8 sm:pt-12">
      <PageHead title={t('title')} isIndexed={false} />
      {lines.length === 0 ? (
        <EmptyState
          level={1}
          icon={<ShoppingBag />}
          title={t('empty.title')}
          description={t('empty.text')}
          actions={
            <Button variant="primary" render={<Link to="/products">{t('empty.browse')}</Link>} />
          }
        />
      ) : (
        <>
          <h1 className="mb-8 font-display text-3xl tracking-tight">{t('title')}</h1>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div className="flex flex-col gap-6">
              {answered?.ok === false && <RefusalMessage refusal={answered.refusal} />}
              <CartChanges cart={cart} />
              <ul aria-label={t('lines')} className="divide-y border-y">
                {lines.map((line) => (
                  <CartLineRow key={line.sku} line={line} available={availableOf(cart, line.sku)} />
                ))}
              </ul>
            </div>
            <CartSummary cart={cart} />
          </div>
        </>
      )}
    </div>
  );
}
