import { linkClass } from '@trastienda/ui/link';
import { Link2Off } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { AuthFrame } from '../account/auth-frame.tsx';
import { SentNotice } from '../account/sent-notice.tsx';
import { Link } from '../i18n/link.tsx';
import { UNREAD, useLinkToken } from './use-link-token.ts';

/** The page that another link comes from. */
export interface AgainLink {
  readonly to: string;
  readonly text: string;
}

interface Props {
  readonly title: string;
  readonly text: string;
  /** Where to get another link, for one that is incomplete. */
  readonly again: AgainLink;
  /** The content of the form, for the secret; empty until it was read. */
  readonly children: (token: string) => ReactNode;
}

/** The frame of a page that emails link to with a secret in the fragment. */
export function LinkFrame({ title, text, again, children }: Props) {
  const t = useTranslations('auth.link');
  const token = useLinkToken();
  const link = (
    <Link to={again.to} className={linkClass({ tone: 'muted' })}>
      {again.text}
    </Link>
  );
  if (token === null) {
    return (
      <SentNotice title={t('missing.title')} text={t('missing.text')} icon={<Link2Off />}>
        {link}
      </SentNotice>
    );
  }
  return (
    <AuthFrame title={title} text={text} foot={link}>
      <noscript>
        <p className="mb-4 text-sm">{t('script')}</p>
      </noscript>
      {children(token === UNREAD ? '' : token)}
    </AuthFrame>
  );
}
