import { QueryClientProvider } from '@tanstack/react-query';
import type { Account } from '@trastienda/shop-client';
import { useSession } from '@trastienda/shop-client/react';
import { ToastProvider } from '@trastienda/ui/toast';
import { useMemo, useRef } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { PageFailure } from '../errors/page-failure.tsx';
import { SignedInProvider } from '../session/account.tsx';
import { client } from '../session/api.ts';
import { createQueryClient } from '../session/query-client.ts';
import { ReauthenticationDialog } from '../session/reauthentication-dialog.tsx';
import { signInPath } from '../session/return-path.ts';
import { BootScreen } from './boot-screen.tsx';
import { NotStaff } from './not-staff.tsx';
import { Workspace } from './workspace.tsx';

interface SignedInShellProps {
  readonly account: Account;
  readonly refresh: () => void;
  readonly onSignOut: () => void;
}

/** Answers are kept for one account: another one starts with an empty cache. */
function SignedInShell({ account, refresh, onSignOut }: SignedInShellProps) {
  const t = useTranslations('shell');
  const queryClient = useMemo(createQueryClient, [account.id]);
  const signedIn = useMemo(() => ({ account, refresh }), [account, refresh]);
  return (
    <QueryClientProvider client={queryClient}>
      <SignedInProvider value={signedIn}>
        <ToastProvider closeLabel={t('close')} label={t('notifications')}>
          <Workspace onSignOut={onSignOut} />
          <ReauthenticationDialog />
        </ToastProvider>
      </SignedInProvider>
    </QueryClientProvider>
  );
}

/** Shows the pages to staff, and to all others the way to the sign-in. */
export function StaffShell() {
  const { account, error, refresh } = useSession(client);
  const location = useLocation();
  const hadAccount = useRef(false);
  const isLeaving = useRef(false);

  if (account === undefined) {
    return error === null ? <BootScreen /> : <PageFailure error={error} onRetry={refresh} />;
  }
  if (account === null) {
    const path = isLeaving.current ? '/' : `${location.pathname}${location.search}`;
    return <Navigate replace to={signInPath(path, hadAccount.current && !isLeaving.current)} />;
  }
  hadAccount.current = true;
  const signOut = () => {
    isLeaving.current = true;
    void client.auth.signOut.mutate().catch(() => {
      isLeaving.current = false;
      refresh();
    });
  };
  if (account.permissions.length === 0) return <NotStaff account={account} onSignOut={signOut} />;
  return <SignedInShell account={account} refresh={refresh} onSignOut={signOut} />;
}
