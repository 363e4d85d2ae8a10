import { TabLinks } from '@trastienda/ui/tab-links';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';

/** The pages about staff. */
export function StaffTabs({ current }: { readonly current: 'people' | 'roles' }) {
  const t = useTranslations('staff');
  return (
    <TabLinks
      label={t('title')}
      className="mb-6"
      items={[
        {
          key: 'people',
          label: t('people'),
          current: current === 'people',
          render: <Link to="/staff" />,
        },
        {
          key: 'roles',
          label: t('roles'),
          current: current === 'roles',
          render: <Link to="/staff/roles" />,
        },
      ]}
    />
  );
}
