import { TabLinks } from '@trastienda/ui/tab-links';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';

/** The pages about the ledger. */
export function LedgerTabs({ current }: { readonly current: 'entries' | 'reconciliation' }) {
  const t = useTranslations('ledger');
  return (
    <TabLinks
      label={t('title')}
      className="mb-6"
      items={[
        {
          key: 'entries',
          label: t('entries'),
          current: current === 'entries',
          render: <Link to="/ledger" />,
        },
        {
          key: 'reconciliation',
          label: t('reconciliation'),
          current: current === 'reconciliation',
          render: <Link to="/ledger/reconciliation" />,
        },
      ]}
    />
  );
}
