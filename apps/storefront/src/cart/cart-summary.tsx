import type { Cart } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { Card } from '@trastienda/ui/card';
import { X } from 'lucide-react';
import { useId } from 'react';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';
import { Link } from '../i18n/link.tsx';
import { isProblem, refusedCodes } from './use-change-text.ts';

function Row({ name, amount }: { readonly name: string; readonly amount: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums">{amount}</dd>
    </div>
  );
}

function DiscountCodes({ cart }: { readonly cart: Cart }) {
  const t = useTranslations('cart.codes');
  const { discountCodes: codes } = cart;
  const refused = refusedCodes(cart);
  const id = useId();
  return (
    <div className="flex flex-col gap-3">
      {codes.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {codes.map((code) => (
            <li key={code}>
              <Form method="post" replace preventScrollReset>
                <input type="hidden" name="intent" value="remove-code" />
                <input type="hidden" name="code" value={code} />
                <button
                  type="submit"
                  aria-label={t('removeOf', { code })}
                  className={`inline-flex items-center gap-1.5 rounded-full py-1.5 pr-2.5 pl-3.5 font-medium text-sm transition-colors hover:bg-hover ${
                    refused.includes(code)
                      ? 'bg-warning-soft text-warning line-through'
                      : 'bg-accent-soft'
                  }`}
                >
                  {code}
                  <X aria-hidden="true" className="size-3.5" />
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form method="post" replace preventScrollReset className="flex items-end gap-2">
        <input type="hidden" name="intent" value="add-code" />
        <div className="min-w-0 grow">
          <label htmlFor={id} className="mb-1.5 block text-muted text-xs">
            {t('label')}
          </label>
          <input
            // Empty again when the code is in the list.
            key={codes.join()}
            id={id}
            name="code"
            required
            maxLength={64}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            className="h-10 w-full rounded-md border border-border-strong bg-surface px-3 text-base sm:text-sm"
          />
        </div>
        <Button type="submit">{t('add')}</Button>
      </Form>
    </div>
  );
}

/** Totals of the cart, its discount codes, and the way to the checkout. */
export function CartSummary({ cart }: { readonly cart: Cart }) {
  const t = useTranslations('cart');
  const money = useMoney();
  const isBlocked = cart.changes.some(isProblem);
  return (
    <Card className="flex flex-col gap-6 lg:sticky lg:top-24 lg:self-start">
      <h2 className="font-semibold text-base">{t('summary')}</h2>
      <DiscountCodes cart={cart} />
      <dl className="flex flex-col gap-2 text-sm">
        <Row name={t('subtotal')} amount={money(cart.subtotal)} />
        {cart.discounts.map(({ id, code, title, amount }) => (
          <Row
            key={id}
            name={t('discount', { title: code ?? title })}
            amount={`−${money(amount)}`}
          />
        ))}
        <div className="mt-2 flex justify-between gap-4 border-t pt-4 font-semibold text-base">
          <dt>{t('total')}</dt>
          <dd className="tabular-nums">{money(cart.total)}</dd>
        </div>
      </dl>
      <div className="flex flex-col gap-3">
        {isBlocked && <p className="text-sm text-warning">{t('blocked')}</p>}
        <Button
          variant="primary"
          size="lg"
          fullWidth
          disabled={isBlocked}
          render={<Link to="/checkout">{t('checkout')}</Link>}
        />
        <p className="text-center text-muted text-xs">{t('tax')}</p>
      </div>
    </Card>
  );
}
