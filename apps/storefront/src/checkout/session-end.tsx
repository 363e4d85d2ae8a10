import { useSession } from '@trastienda/shop-client/react';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { LogIn } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { browserApi } from '../api/browser.ts';
import { Link } from '../i18n/link.tsx';
import { useSignInPath } from './sign-in-path.ts';

/** In place of a page whose session has ended: what was entered is kept. */
function SessionEnded() {
  const t = useTranslations('checkout.sessionEnded');
  const path = useSignInPath();
  return (
    <div role="alert">
      <EmptyState
        level={1}
        icon={<LogIn />}
        title={t('title')}
        description={t('text')}
        actions={<Button variant="primary" render={<Link to={path}>{t('signIn')}</Link>} />}
      />
    </div>
  );
}

function WhileSignedIn({ children }: { readonly children: ReactNode }) {
  const { account } = useSession(browserApi());
  return account === null ? <SessionEnded /> : children;
}

interface Props {
  /** Whose session the page was rendered for; null for a guest. */
  readonly account: object | null;
  readonly children: ReactNode;
}

/** Replaces its content when the account's session ends, here or elsewhere; a guest has none. */
export function WithSession({ account, children }: Props) {
  return account === null ? children : <WhileSignedIn>{children}</WhileSignedIn>;
}
