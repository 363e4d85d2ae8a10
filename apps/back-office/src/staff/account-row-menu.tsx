import { useQueryClient } from '@tanstack/react-query';
import { IconButton } from '@trastienda/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@trastienda/ui/menu';
import { useToast } from '@trastienda/ui/toast';
import { Ellipsis, ScrollText, ShieldOff, UserCheck, UserCog, UserX } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { ConfirmAction } from '../forms/confirm-action.tsx';
import { useCan, useSignedIn } from '../session/account.tsx';
import { api, client } from '../session/api.ts';
import type { StaffAccount } from './account.ts';
import { RoleDialog } from './role-dialog.tsx';

type Open = 'role' | 'disable' | 'enable' | 'factor';

/** What can be done with an account. */
export function AccountRowMenu({ account }: { readonly account: StaffAccount }) {
  const t = useTranslations();
  const toast = useToast();
  const queryClient = useQueryClient();
  const signedIn = useSignedIn();
  const canWrite = useCan('accounts:write');
  const canAudit = useCan('audit:read');
  const [open, setOpen] = useState<Open | null>(null);
  const { id, name } = account;
  const close = () => setOpen(null);
  const done = (title: string) => {
    close();
    void queryClient.invalidateQueries(api.admin.accounts.pathFilter());
    if (id === signedIn.account.id) signedIn.refresh();
    toast.show({ tone: 'positive', title });
  };
  if (!canWrite && !canAudit) return null;

  return (
    <>
      <Menu
        trigger={<IconButton size="sm" label={t('staff.actions', { name })} icon={<Ellipsis />} />}
      >
        {canWrite && account.deletedAt === null && (
          <>
            <MenuItem icon={<UserCog />} onClick={() => setOpen('role')}>
              {t('staff.changeRole')}
            </MenuItem>
            {account.hasSecondFactor && (
              <MenuItem icon={<ShieldOff />} tone="critical" onClick={() => setOpen('factor')}>
                {t('staff.removeFactor')}
              </MenuItem>
            )}
            {account.disabledAt === null ? (
              <MenuItem icon={<UserX />} tone="critical" onClick={() => setOpen('disable')}>
                {t('staff.disable')}
              </MenuItem>
            ) : (
              <MenuItem icon={<UserCheck />} onClick={() => setOpen('enable')}>
                {t('staff.enable')}
              </MenuItem>
            )}
            {canAudit && <MenuSeparator />}
          </>
        )}
        {canAudit && (
          <MenuItem icon={<ScrollText />} render={<Link to={`/audit?actorId=${id}`} />}>
            {t('staff.auditOf')}
          </MenuItem>
        )}
      </Menu>
      {open === 'role' && (
        <RoleDialog
          account={account}
          onChanged={({ role }) =>
            done(t('staff.roleChanged', { name, role: t(`shell.roles.${role}`) }))
          }
          onClose={close}
        />
      )}
      {open === 'disable' && (
        <ConfirmAction
          title={t('staff.disableTitle', { name })}
          description={t('staff.disableText')}
          confirmLabel={t('staff.disable')}
          action={() => client.admin.accounts.disable.mutate({ id })}
          onDone={() => done(t('staff.disabledNow', { name }))}
          onClose={close}
        />
      )}
      {open === 'enable' && (
        <ConfirmAction
          tone="neutral"
          title={t('staff.enableTitle', { name })}
          description={t('staff.enableText')}
          confirmLabel={t('staff.enable')}
          action={() => client.admin.accounts.enable.mutate({ id })}
          onDone={() => done(t('staff.enabledNow', { name }))}
          onClose={close}
        />
      )}
      {open === 'factor' && (
        <ConfirmAction
          title={t('staff.removeFactorTitle', { name })}
          description={t('staff.removeFactorText')}
          confirmLabel={t('staff.removeFactor')}
          action={() => client.admin.accounts.removeSecondFactor.mutate({ id })}
          onDone={() => done(t('staff.factorRemoved', { name }))}
          onClose={close}
        />
      )}
    </>
  );
}
