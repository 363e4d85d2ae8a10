import type { Checkout } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { useFormatter, useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';

/** Leads back to the payment of a checkout that is open, in this tab or in another. */
export function ResumeNotice({ checkout }: { readonly checkout: Checkout }) {
  const t = useTranslations('checkout.resume');
  const format = useFormatter();
  const time = format.dateTime(new Date(checkout.expiresAt), { timeStyle: 'short' });
  return (
    <Alert
      title={t('title')}
      className="mb-8"
      actions={
        <Button size="sm" render={<Link to={`/checkout/${checkout.id}`}>{t('continue')}</Link>} />
      }
    >
      {t('text', { time })}
    </Alert>
  );
}
