import type { CartLine } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { useId } from 'react';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { ProductPicture } from '../catalog/product-picture.tsx';
import { useMoney } from '../catalog/use-money.ts';
import { Link } from '../i18n/link.tsx';

interface Props {
  readonly line: CartLine;
  /** Units in stock when they are fewer than the line has; null otherwise. */
  readonly available: number | null;
}

/** A line of the cart, with forms for its quantity and its removal. */
export function CartLineRow({ line, available }: Props) {
  const t = useTranslations('cart');
  const money = useMoney();
  const quantityId = useId();
  const { sku, slug, title, optionValues, imageUrl, quantity, unitPrice, subtotal, discount } =
    line;
  return (
    <li className="flex gap-4 py-5 sm:gap-6">
      <Link
        to={`/products/${slug}`}
        tabIndex={-1}
        aria-hidden="true"
        className="size-20 shrink-0 overflow-hidden rounded-lg bg-sunken sm:size-28"
      >
        <ProductPicture
          image={imageUrl === null ? null : { url: imageUrl, alt: '' }}
          fallbackAlt=""
          sizes="7rem"
        />
      </Link>
      <div className="flex min-w-0 grow flex-col gap-3">
        <div className="flex justify-between gap-4">
          <div className="min-w-0">
            <h2 className="text-base">
              <Link
                to={`/products/${slug}?variant=${encodeURIComponent(sku)}`}
                className="rounded-xs hover:text-accent"
              >
                {title}
              </Link>
            </h2>
            {optionValues.length > 0 && (
              <p className="text-muted text-sm">{optionValues.join(' · ')}</p>
            )}
            {!line.isAvailable && (
              <p className="mt-1 text-sm text-warning">
                {available === null ? t('unavailable') : t('short', { available })}
              </p>
            )}
          </div>
          <div className="shrink-0 text-right tabular-nums">
            {/* What is not for sale has no price. */}
            {(subtotal.amount > 0 || line.isAvailable) && <p>{money(subtotal)}</p>}
            {quantity > 1 && unitPrice.amount > 0 && (
              <p className="text-muted text-xs">{t('each', { price: money(unitPrice) })}</p>
            )}
            {discount.amount > 0 && (
              <p className="text-positive text-xs">{t('reduced', { amount: money(discount) })}</p>
            )}
          </div>
        </div>
        <div className="mt-auto flex items-center justify-between gap-2">
          <Form method="post" replace preventScrollReset className="flex items-center gap-2">
            <input type="hidden" name="intent" value="set" />
            <input type="hidden" name="sku" value={sku} />
            <label htmlFor={quantityId} className="sr-only">
              {t('quantity', { title })}
            </label>
            <input
              // The number that the server answers replaces the typed one.
              key={quantity}
              id={quantityId}
              type="number"
              name="quantity"
              defaultValue={quantity}
              min={0}
              max={9999}
              required
              inputMode="numeric"
              className="h-10 w-16 rounded-md border border-border-strong bg-surface px-2 text-base tabular-nums max-sm:[&::-webkit-inner-spin-button]:appearance-none sm:w-20 sm:px-3 sm:text-sm"
            />
            <Button type="submit" size="sm">
              {t('update')}
            </Button>
          </Form>
          <Form method="post" replace preventScrollReset>
            <input type="hidden" name="intent" value="set" />
            <input type="hidden" name="sku" value={sku} />
            <input type="hidden" name="quantity" value="0" />
            <Button
              type="submit"
              size="sm"
              variant="ghost"
              className="-mr-3"
              aria-label={t('removeOf', { title })}
            >
              {t('remove')}
            </Button>
          </Form>
        </div>
      </div>
    </li>
  );
}
