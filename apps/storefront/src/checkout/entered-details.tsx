import type { Checkout } from '@trastienda/shop-client';
import { linkClass } from '@trastienda/ui/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { AddressLines } from '../addresses/address-lines.tsx';
import { Link } from '../i18n/link.tsx';

function Row({
  label,
  change,
  children,
}: {
  readonly label: string;
  /** Says what the link changes. */
  readonly change: string;
  readonly children: ReactNode;
}) {
  const t = useTranslations('checkout.payment');
  return (
    <div className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-b p-4 last:border-b-0 sm:grid-cols-[8rem_1fr_auto]">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="min-w-0 break-words text-sm max-sm:order-last max-sm:col-span-2">
        {children}
      </dd>
      <dd className="text-sm">
        <Link to="/checkout" aria-label={change} className={linkClass()}>
          {t('change')}
        </Link>
      </dd>
    </div>
  );
}

/** What the buyer has entered, with the way back to change it. */
export function EnteredDetails({ checkout }: { readonly checkout: Checkout }) {
  const t = useTranslations('checkout.payment');
  const { email, lines, shippingAddress, shippingMethod } = checkout;
  const isShipped = lines.some(({ requiresShipping }) => requiresShipping);
  return (
    <dl className="rounded-lg border bg-surface">
      <Row label={t('contact')} change={t('changeContact')}>
        {email}
      </Row>
      <Row label={t(isShipped ? 'address' : 'unshippedAddress')} change={t('changeAddress')}>
        <AddressLines address={shippingAddress} />
      </Row>
      {shippingMethod !== null && (
        <Row label={t('method')} change={t('changeMethod')}>
          {shippingMethod.name}
        </Row>
      )}
    </dl>
  );
}
