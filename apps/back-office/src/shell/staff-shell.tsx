import { QueryClientProvider } from '@tanstack/react-query';
import type { Account } from '@trastienda/shop-client';
import { useSession } from '@trastienda/shop-client/react';
import { ToastProvider } from '@trastienda/ui/toast';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { Navigate, useLocation, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { PageFailure } from '../errors/page-failure.tsx';
import { SignedInProvider } from '../session/account.tsx';
import { client } from '../session/api.ts';
import { createQueryClient } from '../session/query-client.ts';
import { ReauthenticationDialog } from '../session/reauthentication-dialog.tsx';
import { signInPath } from '../session/return-path.ts';
import { useCaller } from '../session/use-caller.ts';
import { BootScreen } from './boot-screen.tsx';
import { NotStaff } from './not-staff.tsx';
import { PermittedPage } from './permitted-page.tsx';
import { Workspace } from './workspace.tsx';

interface SignedInShellProps {
  readonly account: Account;
  readonly refresh: () => void;
  readonly onSignOut: () => void;
  readonly hasFrame: boolean;
}

/** Answers are kept for one account: another one starts with an empty cache. */
function SignedInShell({ account, refresh, onSignOut, hasFrame }: SignedInShellProps) {
  const t = useTranslations('shell');
  const queryClient = useMemo(createQueryClient, [account.id]);
  const signedIn = useMemo(() => ({ account, refresh }), [account, refresh]);
  return (
    <QueryClientProvider client={queryClient}>
      <SignedInProvider value={signedIn}>
        <ToastProvider closeLabel={t('close')} label={t('notifications')}>
          {hasFrame ? <Workspace onSignOut={onSignOut} /> : <PermittedPage />}
          <ReauthenticationDialog />
        </ToastProvider>
      </SignedInProvider>
    </QueryClientProvider>
  );
}

interface SessionShellProps {
  readonly hasFrame: boolean;
  readonly onSignedOut: (reason: 'left' | 'ended') => void;
}

/** Follows the session of a person who is signed in. */
function SessionShell({ hasFrame, onSignedOut }: SessionShellProps) {
  const { account, error, refresh } = useSession(client);
  const isLeaving = useRef(false);
  const isOver = account === null;
  useEffect(() => {
    if (isOver) onSignedOut(isLeaving.current ? 'left' : 'ended');
  }, [isOver, onSignedOut]);

  if (account === undefined && error !== null)
    return <PageFailure error={error} onRetry={refresh} />;
  if (account === undefined || account === null) return <BootScreen />;
  const signOut = () => {
    isLeaving.current = true;
    void client.auth.signOut.mutate().catch(() => {
      isLeaving.current = false;
      refresh();
    });
  };
  if (account.permissions.length === 0) return <NotStaff account={account} onSignOut={signOut} />;
  return (
    <SignedInShell account={account} refresh={refresh} onSignOut={signOut} hasFrame={hasFrame} />
  );
}

export interface StaffShellProps {
  /** Default true; false for pages that are printed. */
  readonly hasFrame?: boolean;
}

/** Shows the pages to staff, and to all others the way to the sign-in. */
export function StaffShell({ hasFrame = true }: StaffShellProps) {
  const location = useLocation();
  const navigate = useNavigate();
  const { caller, error, retry } = useCaller();
  const path = `${location.pathname}${location.search}`;
  const latestPath = useRef(path);
  useEffect(() => {
    latestPath.current = path;
  });
  const onSignedOut = useCallback(
    (reason: 'left' | 'ended') => {
      const hasEnded = reason === 'ended';
      const to = signInPath(hasEnded ? latestPath.current : '/', hasEnded);
      void navigate(to, { replace: true });
    },
    [navigate],
  );

  if (error !== null) return <PageFailure error={error} onRetry={retry} />;
  if (caller === null) return <BootScreen />;
  if (caller.kind === 'visitor') {
    return <Navigate replace to={signInPath(path, caller.hasEndedSession)} />;
  }
  return <SessionShell hasFrame={hasFrame} onSignedOut={onSignedOut} />;
}
