import { useTranslations } from 'use-intl';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { RoleMatrix } from '../../staff/role-matrix.tsx';
import { StaffTabs } from '../../staff/staff-tabs.tsx';

export const handle = requires('accounts:read');

export default function Roles() {
  const t = useTranslations('staff');
  return (
    <Page title={t('rolesTitle')} description={t('rolesText')}>
      <StaffTabs current="roles" />
      <RoleMatrix />
    </Page>
  );
}
