import { useQueryClient } from '@tanstack/react-query';
import { Dialog } from '@trastienda/ui/dialog';
import { useTranslations } from 'use-intl';
import { SignInForm } from './sign-in-form.tsx';

export interface EndedSessionDialogProps {
  readonly email: string;
  /** Gives the page up, and what was typed on it. */
  readonly onLeave: () => void;
}

/**
 * Asks for a sign-in over the page whose session has ended, so that what was typed on it stays. The
 * page is as before once the same account has signed in.
 */
export function EndedSessionDialog({ email, onLeave }: EndedSessionDialogProps) {
  const t = useTranslations();
  const queryClient = useQueryClient();
  return (
    <Dialog
      open
      onOpenChange={(isStillOpen) => !isStillOpen && onLeave()}
      title={t('signIn.endedTitle')}
      description={t('signIn.endedText')}
      closeLabel={t('signIn.leave')}
      size="sm"
    >
      <SignInForm
        email={email}
        hasEnded={false}
        // What could not be read in the meantime is read again.
        onSignedIn={() => void queryClient.invalidateQueries()}
      />
    </Dialog>
  );
}
