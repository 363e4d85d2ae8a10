import type { StaffOrder } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { Card, CardBody, CardHeader } from '@trastienda/ui/card';
import { linkClass, TextLink } from '@trastienda/ui/link';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useCan } from '../../session/account.tsx';
import { AddressText } from './address-text.tsx';

/** Who has bought: the account or guest, and the way to their other orders. */
export function CustomerCard({ order }: { readonly order: StaffOrder }) {
  const t = useTranslations();
  const canSeeAccount = useCan('accounts:read');
  const { accountId, email, shippingAddress, locale } = order;
  return (
    <Card padding="none">
      <CardHeader title={t('orders.customer')} />
      <CardBody className="flex flex-col gap-1 text-sm">
        <p className="font-medium">{shippingAddress.name}</p>
        <TextLink href={`mailto:${email}`} className="break-all">
          {email}
        </TextLink>
        <p className="text-muted">
          {accountId === null ? t('orders.guest') : t('orders.withAccount')}
          {locale !== null && ` · ${t(`shell.languages.${locale}`)}`}
        </p>
        <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
          {accountId !== null && canSeeAccount && (
            <Link to={`/customers/${accountId}`} className={linkClass()}>
              {t('orders.toCustomer')}
            </Link>
          )}
          <Link to={`/orders?search=${encodeURIComponent(email)}`} className={linkClass()}>
            {t('orders.otherOrders')}
          </Link>
        </p>
      </CardBody>
    </Card>
  );
}

export interface AddressCardProps {
  readonly order: StaffOrder;
  /** Null where the address can no longer be changed. */
  readonly onChange: (() => void) | null;
}

/** Where the order goes, if anything is shipped, and where the invoice does. */
export function AddressCard({ order, onChange }: AddressCardProps) {
  const t = useTranslations('orders');
  const { shippingAddress, billingAddress, shippingMethod, isShipped } = order;
  return (
    <Card padding="none">
      <CardHeader
        title={t(isShipped ? 'shippingAddress' : 'unshippedAddress')}
        {...(onChange !== null && {
          actions: (
            <Button size="sm" variant="ghost" className="-mr-3" onClick={onChange}>
              {t('address.change')}
            </Button>
          ),
        })}
      />
      <CardBody className="flex flex-col gap-3 text-sm">
        <AddressText address={shippingAddress} />
        {!isShipped && <p className="text-muted">{t('unshippedText')}</p>}
        {shippingMethod !== null && (
          <p className="text-muted">{t('sentBy', { method: shippingMethod.name })}</p>
        )}
      </CardBody>
      <div className="border-border border-t">
        <CardHeader title={t('billingAddress')} level={3} />
        <CardBody className="text-sm">
          {billingAddress === null ? (
            <p className="text-muted">{t('sameAddress')}</p>
          ) : (
            <AddressText address={billingAddress} />
          )}
        </CardBody>
      </div>
    </Card>
  );
}
