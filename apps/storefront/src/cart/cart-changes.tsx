import type { Cart } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { isProblem, useChangeText } from './use-change-text.ts';

/** What has changed in the cart since the buyer saw it, and what stands in the way of the checkout. */
export function CartChanges({ cart }: { readonly cart: Cart }) {
  const t = useTranslations('cart.changes');
  const textOf = useChangeText(cart);
  const { changes } = cart;
  if (changes.length === 0) return null;
  const hasNews = changes.some((change) => !isProblem(change));
  const hasProblem = changes.some(isProblem);
  return (
    <Alert
      tone="warning"
      title={t(hasProblem ? 'problem' : 'title')}
      actions={
        hasNews ? (
          <Form method="post" replace preventScrollReset>
            <input type="hidden" name="intent" value="acknowledge" />
            <Button type="submit" size="sm">
              {t('acknowledge')}
            </Button>
          </Form>
        ) : undefined
      }
    >
      <ul className="space-y-1">
        {changes.map((change) => (
          <li key={`${change.kind}-${'sku' in change ? change.sku : change.code}`}>
            {textOf(change)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
