import type { Account } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { LockKeyhole } from 'lucide-react';
import { useTranslations } from 'use-intl';

export interface NotStaffProps {
  readonly account: Account;
  readonly onSignOut: () => void;
}

/** For customers who have come here. */
export function NotStaff({ account, onSignOut }: NotStaffProps) {
  const t = useTranslations('signIn');
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        level={1}
        icon={<LockKeyhole />}
        title={t('customerTitle')}
        description={t('customerText', { email: account.email })}
        actions={<Button onClick={onSignOut}>{t('otherAccount')}</Button>}
      />
    </main>
  );
}
