import type { Cart, CartChange } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';
import { isProblem } from './use-change-text.ts';

interface Props {
  readonly cart: Cart;
  readonly onQuantity: (sku: string, quantity: number) => void;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onAcknowledge: () => void;
}

type Change<Kind extends CartChange['kind']> = Extract<CartChange, { kind: Kind }>;

function Row({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
      <span className="min-w-0">{text}</span>
      {children}
    </li>
  );
}

/** What has changed since the buyer saw the cart, each with what to do about it. */
export function DrawerChanges({ cart, onQuantity, onCodes, onAcknowledge }: Props) {
  const t = useTranslations('cartDrawer.changes');
  const tRemove = useTranslations('cartDrawer');
  const tFailure = useTranslations('failures.discount');
  const money = useMoney();
  const titleOf = (sku: string) => cart.lines.find((line) => line.sku === sku)?.title ?? sku;
  const remove = (sku: string) => (
    <Button size="sm" onClick={() => onQuantity(sku, 0)}>
      {tRemove('removeShort')}
    </Button>
  );

  const stockShort = ({ sku, available, reason }: Change<'stock-short'>) => (
    <Row
      key={sku}
      text={t(reason === 'sold-out' ? 'soldOut' : 'insufficient', {
        title: titleOf(sku),
        available,
      })}
    >
      {available > 0 ? (
        <Button size="sm" onClick={() => onQuantity(sku, available)}>
          {t('take', { available })}
        </Button>
      ) : (
        remove(sku)
      )}
    </Row>
  );
  const problem = (change: CartChange) => {
    switch (change.kind) {
      case 'stock-short':
        return stockShort(change);
      case 'unavailable':
        return (
          <Row
            key={change.sku}
            text={t(change.reason === 'currency' ? 'currency' : 'notForSale', {
              title: titleOf(change.sku),
            })}
          >
            {remove(change.sku)}
          </Row>
        );
      case 'discount-refused':
        return (
          <Row key={change.code} text={tFailure(change.reason, { code: change.code })}>
            <Button
              size="sm"
              onClick={() => onCodes(cart.discountCodes.filter((code) => code !== change.code))}
            >
              {t('removeCode')}
            </Button>
          </Row>
        );
      default:
        return null;
    }
  };

  const prices = cart.changes.filter(
    (change): change is Change<'price-changed'> => change.kind === 'price-changed',
  );
  const problems = cart.changes.filter(isProblem);
  return (
    <>
      {problems.length > 0 && (
        <Alert tone="warning" title={t('problem')} className="mb-5">
          <ul className="mt-1 space-y-2.5">{problems.map(problem)}</ul>
        </Alert>
      )}
      {prices.length > 0 && (
        <Alert
          tone="info"
          title={problems.length === 0 ? t('title') : undefined}
          className="mb-5"
          actions={
            <Button size="sm" onClick={onAcknowledge}>
              {t('acknowledge')}
            </Button>
          }
        >
          <ul className="space-y-1">
            {prices.map(({ sku, from, to }) => (
              <li key={sku}>
                {t('price', { title: titleOf(sku), from: money(from), to: money(to) })}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}
