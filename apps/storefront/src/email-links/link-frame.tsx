import { Link2Off } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { AuthFrame } from '../account/auth-frame.tsx';
import { SentNotice } from '../account/sent-notice.tsx';
import { UNREAD, useLinkToken } from './use-link-token.ts';

interface Props {
  readonly title: string;
  readonly text: string;
  /** Where to get another link, for one that is incomplete. */
  readonly again: ReactNode;
  /** The content of the form, for the secret; empty until it was read. */
  readonly children: (token: string) => ReactNode;
}

/** The frame of a page that emails link to with a secret in the fragment. */
export function LinkFrame({ title, text, again, children }: Props) {
  const t = useTranslations('auth.link');
  const token = useLinkToken();
  if (token === null) {
    return (
      <SentNotice title={t('missing.title')} text={t('missing.text')} icon={<Link2Off />}>
        {again}
      </SentNotice>
    );
  }
  return (
    <AuthFrame title={title} text={text} foot={again}>
      <noscript>
        <p className="mb-4 text-sm">{t('script')}</p>
      </noscript>
      {children(token === UNREAD ? '' : token)}
    </AuthFrame>
  );
}
