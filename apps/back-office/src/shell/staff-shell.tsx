import { QueryClientProvider } from '@tanstack/react-query';
import type { Account } from '@trastienda/shop-client';
import { useSession } from '@trastienda/shop-client/react';
import { ToastProvider } from '@trastienda/ui/toast';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Navigate, useLocation, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { PageFailure } from '../errors/page-failure.tsx';
import { SignedInProvider } from '../session/account.tsx';
import { client } from '../session/api.ts';
import { EndedSessionDialog } from '../session/ended-session-dialog.tsx';
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
  /** Null while the session lasts. */
  readonly onLeave: (() => void) | null;
}

/** Answers are kept for one account: another one starts with an empty cache. */
function SignedInShell({ account, refresh, onSignOut, hasFrame, onLeave }: SignedInShellProps) {
  const t = useTranslations('shell');
  const queryClient = useMemo(createQueryClient, [account.id]);
  const signedIn = useMemo(() => ({ account, refresh }), [account, refresh]);
  return (
    <QueryClientProvider client={queryClient}>
      <SignedInProvider value={signedIn}>
        <ToastProvider closeLabel={t('close')} label={t('notifications')}>
          {hasFrame ? <Workspace onSignOut={onSignOut} /> : <PermittedPage />}
          <ReauthenticationDialog />
          {onLeave !== null && <EndedSessionDialog email={account.email} onLeave={onLeave} />}
        </ToastProvider>
      </SignedInProvider>
    </QueryClientProvider>
  );
}

interface SessionShellProps {
  readonly hasFrame: boolean;
  readonly onSignedOut: (reason: 'left' | 'ended') => void;
}

/**
 * Follows the session of a person who is signed in. When it has ended elsewhere, the page stays until
 * the person has signed in again or leaves it.
 */
function SessionShell({ hasFrame, onSignedOut }: SessionShellProps) {
  const { account, error, refresh } = useSession(client);
  const [isLeaving, setIsLeaving] = useState(false);
  const [lastAccount, setLastAccount] = useState<Account | null>(null);
  if (account && account !== lastAccount) setLastAccount(account);
  const isOver = account === null && (isLeaving || lastAccount === null);
  useEffect(() => {
    if (isOver) onSignedOut(isLeaving ? 'left' : 'ended');
  }, [isOver, isLeaving, onSignedOut]);

  if (account === undefined && error !== null)
    return <PageFailure error={error} onRetry={refresh} />;
  const shown = account ?? lastAccount;
  if (isOver || shown === null) return <BootScreen />;
  const signOut = () => {
    setIsLeaving(true);
    void client.auth.signOut.mutate().catch(() => {
      setIsLeaving(false);
      refresh();
    });
  };
  if (shown.permissions.length === 0) return <NotStaff account={shown} onSignOut={signOut} />;
  return (
    <SignedInShell
      // Another account begins with pages of its own.
      key={shown.id}
      account={shown}
      refresh={refresh}
      onSignOut={signOut}
      hasFrame={hasFrame}
      onLeave={account === null ? () => onSignedOut('ended') : null}
    />
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
