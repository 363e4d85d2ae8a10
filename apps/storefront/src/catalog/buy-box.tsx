import type { Product, Variant } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { useId } from 'react';
import { useFetcher, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import type { CartAnswer } from '../cart/cart-answer.ts';
import { openCartInstead } from '../cart/open-cart.ts';
import { RefusalMessage } from '../cart/refusal-message.tsx';
import { Link } from '../i18n/link.tsx';
import { PriceBlock } from './price-block.tsx';
import { VariantOptions } from './variant-options.tsx';

interface Props {
  readonly product: Product;
  readonly chosen: Variant;
  onChoose(variant: Variant): void;
  /** Answer to a form that was sent without a script. */
  readonly answered: CartAnswer | undefined;
}

function Stock({ isInStock }: { readonly isInStock: boolean }) {
  const t = useTranslations('catalog.product');
  return (
    <p role="status" className="flex items-center gap-2 text-sm">
      <span
        aria-hidden="true"
        className={`size-2 rounded-full ${isInStock ? 'bg-positive' : 'bg-border-strong'}`}
      />
      {t(isInStock ? 'inStock' : 'soldOut')}
    </p>
  );
}

function Answer({ answer }: { readonly answer: CartAnswer }) {
  const t = useTranslations('catalog.product');
  if (answer.ok) {
    return (
      <p role="status" className="rounded-lg bg-positive-soft px-4 py-3 text-positive text-sm">
        {t('added')}{' '}
        <Link
          to="/cart"
          onClick={openCartInstead}
          className="font-medium underline underline-offset-4"
        >
          {t('seeCart')}
        </Link>
      </p>
    );
  }
  return <RefusalMessage refusal={answer.refusal} />;
}

/** The choice of a variant and its way into the cart: a form that works without a script. */
export function BuyBox({ product, chosen, onChoose, answered }: Props) {
  const t = useTranslations('catalog.product');
  const fetcher = useFetcher<CartAnswer>();
  const { pathname } = useLocation();
  const quantityId = useId();
  const isAdding = fetcher.state !== 'idle';
  const answer = fetcher.data ?? answered;
  return (
    <fetcher.Form method="post" action={pathname} className="flex flex-col gap-7">
      <PriceBlock variant={chosen} />
      <VariantOptions product={product} chosen={chosen} onChoose={onChoose} />
      <Stock isInStock={chosen.isInStock} />
      <div className="flex items-end gap-3">
        <div className="w-24 shrink-0">
          <label htmlFor={quantityId} className="mb-1.5 block text-muted text-xs">
            {t('quantity')}
          </label>
          <input
            id={quantityId}
            type="number"
            name="quantity"
            defaultValue={1}
            min={1}
            max={9999}
            required
            disabled={!chosen.isInStock}
            inputMode="numeric"
            className="h-12 w-full rounded-md border border-border-strong bg-surface px-3 text-base tabular-nums disabled:border-border disabled:bg-sunken disabled:text-muted"
          />
        </div>
        <Button
          type="submit"
          variant="primary"
          size="lg"
          disabled={!chosen.isInStock}
          loading={isAdding}
          className="grow"
        >
          {t(chosen.isInStock ? 'add' : 'soldOut')}
        </Button>
      </div>
      {answer !== undefined && !isAdding && <Answer answer={answer} />}
    </fetcher.Form>
  );
}
