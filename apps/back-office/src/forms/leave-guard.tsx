import { AlertDialog } from '@trastienda/ui/alert-dialog';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useTranslations } from 'use-intl';

export interface LeaveGuardProps {
  /** Returns whether something would be lost now. */
  readonly isUnsaved: () => boolean;
}

/** Asks before a page with unsaved changes is left: by a link, the back button or a closed tab. */
export function LeaveGuard({ isUnsaved }: LeaveGuardProps) {
  const t = useTranslations('shell');
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && isUnsaved(),
  );
  useEffect(() => {
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (isUnsaved()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onBeforeUnload);
    return () => window.removeEventListener('beforeunload', onBeforeUnload);
  }, [isUnsaved]);

  return (
    <AlertDialog
      open={blocker.state === 'blocked'}
      onOpenChange={(isOpen) => {
        if (!isOpen && blocker.state === 'blocked') blocker.reset();
      }}
      title={t('leaveTitle')}
      description={t('leaveText')}
      confirmLabel={t('leave')}
      cancelLabel={t('stay')}
      loading={false}
      onConfirm={() => blocker.state === 'blocked' && blocker.proceed()}
    />
  );
}
