import { useQueryClient } from '@tanstack/react-query';
import { ROLES } from '@trastienda/shop-contract';
import { Button } from '@trastienda/ui/button';
import { useToast } from '@trastienda/ui/toast';
import { UserPlus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useOpenByAddress } from '../../browser/use-open-by-address.ts';
import { useCan } from '../../session/account.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { InviteDialog } from '../../staff/invite-dialog.tsx';
import { STAFF } from '../../staff/staff-list.ts';
import { StaffTabs } from '../../staff/staff-tabs.tsx';
import { useStaffColumns } from '../../staff/use-staff-columns.tsx';
import { useStaffPage } from '../../staff/use-staff-page.ts';
import { DataTable } from '../../table/data-table.tsx';
import { SearchFilter } from '../../table/search-filter.tsx';
import { SelectFilter } from '../../table/select-filter.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('accounts:read');

export default function StaffList() {
  const t = useTranslations();
  const toast = useToast();
  const queryClient = useQueryClient();
  const list = useListState(STAFF);
  const page = useStaffPage(list);
  const columns = useStaffColumns();
  const canWrite = useCan('accounts:write');
  const [isInviting, setInviting] = useOpenByAddress('invite');
  return (
    <Page
      title={t('staff.title')}
      description={t('staff.text')}
      actions={
        canWrite && (
          <Button variant="primary" icon={<UserPlus />} onClick={() => setInviting(true)}>
            {t('staff.invite')}
          </Button>
        )
      }
    >
      <StaffTabs current="people" />
      <DataTable
        label={t('staff.title')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ id }) => id}
        filters={
          <>
            <SearchFilter
              value={list.filters.email}
              onChange={(value) => list.setFilter('email', value)}
              placeholder={t('staff.emailPlaceholder')}
            />
            <SelectFilter
              label={t('staff.role')}
              any={t('staff.allStaff')}
              value={list.filters.role}
              options={ROLES.map((value) => ({ value, label: t(`shell.roles.${value}`) }))}
              onChange={(value) => list.setFilter('role', value)}
            />
          </>
        }
      />
      {isInviting && canWrite && (
        <InviteDialog
          onInvited={({ name, role }) => {
            setInviting(false);
            void queryClient.invalidateQueries(api.admin.accounts.pathFilter());
            toast.show({
              tone: 'positive',
              title: t('staff.roleChanged', { name, role: t(`shell.roles.${role}`) }),
            });
          }}
          onClose={() => setInviting(false)}
        />
      )}
    </Page>
  );
}
