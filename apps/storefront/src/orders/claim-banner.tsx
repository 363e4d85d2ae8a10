import { useMutation } from '@tanstack/react-query';
import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { useRevalidator } from 'react-router';
import { useTranslations } from 'use-intl';
import { browserApi } from '../api/browser.ts';
import { FailureAlert } from '../failures/failure-alert.tsx';

/** Offers an account the orders that were placed with its address and without it. */
export function ClaimBanner({ count }: { readonly count: number }) {
  const t = useTranslations('orders.claim');
  const { revalidate } = useRevalidator();
  const claim = useMutation({
    mutationFn: () => browserApi().orders.claim.mutate({}),
    onSuccess: () => revalidate(),
  });
  return (
    <div className="mb-6 space-y-4 empty:hidden">
      {claim.data !== undefined && (
        <Alert tone="positive">{t('done', { count: claim.data.claimed })}</Alert>
      )}
      <FailureAlert error={claim.error} />
      {count > 0 && (
        <Alert
          title={t('title', { count })}
          actions={
            <Button
              size="sm"
              loading={claim.isPending}
              onClick={() => {
                if (!claim.isPending) claim.mutate();
              }}
            >
              {t('confirm')}
            </Button>
          }
        >
          {t('text')}
        </Alert>
      )}
    </div>
  );
}
