import type { Session } from '@trastienda/shop-client';
import { Badge } from '@trastienda/ui/badge';
import { Laptop, Smartphone } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { SubmitButton } from '../forms/submit-button.tsx';
import { AccountForm } from './account-form.tsx';
import { isMobile, partsOfDevice } from './device.ts';
import { Section } from './section.tsx';

function SessionRow({ session }: { readonly session: Session }) {
  const t = useTranslations('account.security.sessions');
  const { dateTime } = useFormatter();
  const { id, device, address, lastSeenAt, createdAt, isCurrent } = session;
  const Icon = isMobile(device) ? Smartphone : Laptop;
  const parts = partsOfDevice(device);
  const name = parts === null ? device : t('device', parts);
  const date = (text: string) =>
    dateTime(new Date(text), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 grow basis-48">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {isCurrent && <Badge tone="positive">{t('current')}</Badge>}
        </p>
        <p className="mt-0.5 text-muted text-sm">
          {isCurrent
            ? t('since', { date: date(createdAt) })
            : t('lastSeen', { date: date(lastSeenAt) })}
          {address !== null && ` · ${address}`}
        </p>
      </div>
      {!isCurrent && (
        <AccountForm intent="revoke-session" className="max-sm:pl-9">
          <input type="hidden" name="sessionId" value={id} />
          <SubmitButton variant="secondary" size="sm" aria-label={t('revokeOf', { device: name })}>
            {t('revoke')}
          </SubmitButton>
        </AccountForm>
      )}
    </li>
  );
}

/** Where the account is signed in, and how to end it. */
export function SessionsSection({ sessions }: { readonly sessions: readonly Session[] }) {
  const t = useTranslations('account.security.sessions');
  const others = sessions.filter(({ isCurrent }) => !isCurrent);
  const sorted = [...sessions.filter(({ isCurrent }) => isCurrent), ...others];
  return (
    <Section title={t('title')} text={t('text')}>
      <ul className="-my-4 divide-y">
        {sorted.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {others.length > 0 && (
        <AccountForm intent="revoke-others" className="mt-6 border-t pt-6">
          <SubmitButton variant="secondary">{t('revokeOthers')}</SubmitButton>
        </AccountForm>
      )}
    </Section>
  );
}
